"""What goes wrong without anybody's fault."""

from django.db import InterfaceError, InternalError, OperationalError

# Away, full, or only to be read: nobody's request is at fault, and the same one may be sent again.
DATABASE_FAULTS = (OperationalError, InterfaceError, InternalError)
