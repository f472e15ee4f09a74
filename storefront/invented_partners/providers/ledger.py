"""What invented wallets have in common: bills, payments with a number, refunds by a name."""

from dataclasses import dataclass

from storefront.invented_partners.providers.store import Thing, Things


@dataclass(frozen=True)
class Drawer:
    """Where one invented partner keeps its things."""

    partner: str

    def find(self, things: Things, reference: str) -> Thing | None:
        return things.find(f"{self.partner}.bill", reference)

    def put(self, things: Things, bill: Thing) -> Thing:
        return things.put(f"{self.partner}.bill", bill["reference"], bill)

    def pay(self, things: Things, bill: Thing, lacks: int) -> Thing:
        """Take the money: a bill is paid once."""
        number = things.next_number()
        paid = {"state": "paid", "payment": number, "amount": bill["amount"] - lacks}
        things.put(f"{self.partner}.payment", str(number), {"bill": bill["reference"], "back": 0})
        return self.put(things, bill | paid)

    def give_back(self, things: Things, payment: str, amount: int, name: str) -> Thing | None:
        """Send money back under a name, once; None when there is not so much left."""
        kind = f"{self.partner}.refund"
        made = things.find(kind, name)
        if made:
            return made if made["amount"] == amount else None
        found = things.find(f"{self.partner}.payment", payment)
        bill = self.find(things, found["bill"]) if found else None
        if found is None or bill is None or not 0 < amount <= bill["amount"] - found["back"]:
            return None
        things.put(f"{self.partner}.payment", payment, found | {"back": found["back"] + amount})
        return things.put(kind, name, {"amount": amount, "number": things.next_number()})

    def find_refund(self, things: Things, name: str) -> Thing | None:
        return things.find(f"{self.partner}.refund", name)
