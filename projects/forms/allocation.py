"""Form of the budget-allocation notice."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError

from cdd_network.forms import LineField, MoneyField, PageForm, ThaiDateField
from cdd_network.refusal import Refused
from projects.rules import check_amount


class AllocationForm(PageForm):
    """Amount, number and date of the notice for ``chosen``."""

    amount = MoneyField(label="จำนวนเงินที่จัดสรร (บาท)")
    number = LineField(
        label="เลขที่หนังสือแจ้งจัดสรรงบประมาณ", max_length=60, help_text="เช่น บร 0019/ว 2345"
    )
    date = ThaiDateField(label="หนังสือลงวันที่", help_text="เช่น 16 มิถุนายน 2568")

    def __init__(self, *args: object, chosen: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = chosen

    def clean_amount(self) -> Decimal:
        """More than nothing, at most the programme's budget for one group."""
        amount = self.cleaned_data["amount"]
        try:
            check_amount(self.chosen, amount)
        except Refused as refused:
            raise ValidationError(refused.reason) from None
        return amount
