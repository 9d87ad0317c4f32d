"""HTML + CSS -> pages -> PDF, with WeasyPrint; nothing else knows the engine."""
