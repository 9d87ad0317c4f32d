"""Job ticket: one page that tells a print shop all it asks about a press file.

lengths  millimetres and inches, as text
outline  a press file's sheet as numbers: panels and creases of both sides
drawing  an outline -> SVG, to scale
compose  edition + finished file + preflight -> the ticket, and the page it is set on
"""

from leaflet.ticket.compose import PAGE, Ticket, as_page, ticket_of

__all__ = ["PAGE", "Ticket", "as_page", "ticket_of"]
