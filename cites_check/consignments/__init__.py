"""Lines together: permits that several lines draw on, parties that split what they bring, and registers of permits."""

from __future__ import annotations

from cites_check.consignments.ledger import Ledger
from cites_check.consignments.register import PermitRegister

__all__ = ["Ledger", "PermitRegister"]
