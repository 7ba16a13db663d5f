"""Whether a delivery is judged by the version of the agreement it asks for."""

from services.monitoring.contract.delivery_refusals import VersionNotInForce
from services.monitoring.domain.agreement import Terms
from services.monitoring.domain.options import Options


def check_version(options: Options, terms: Terms) -> None:
    """Raises VersionNotInForce, with the version that is. Who asks for none is judged by that one."""
    if options.judged_by not in (None, terms.version):
        raise VersionNotInForce(asked=options.judged_by, in_force=terms.version)
