"""Messages as banks send them, of the versions that are in use, about payments with these numbers."""

STATUS = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{version}"><CstmrPmtStsRpt>
<GrpHdr><MsgId>B1</MsgId><CreDtTm>2020-03-03T10:00:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>{batch}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{group}</OrgnlGrpInfAndSts>
{block}</CstmrPmtStsRpt></Document>"""
TRANSACTION = (
    """<TxInfAndSts><OrgnlEndToEndId>{number}</OrgnlEndToEndId><TxSts>{status}</TxSts>{reason}</TxInfAndSts>"""
)
REASON = "<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn><AddtlInf>{words}</AddtlInf></StsRsnInf>"
ENTRY = """<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{status}
<BookgDt><Dt>{day}</Dt></BookgDt><BkTxCd><Domn><Cd>PMNT</Cd></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>{number}</EndToEndId></Refs>
<AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>{back}</TxDtls></NtryDtls></Ntry>"""


def pain002(batch: str, statuses: dict[str, str], *, group: str = "", reason: str = "AC04", version: str = "") -> bytes:
    """The status of single payments, or of the whole file (`group`)."""
    why = REASON.format(code=reason, words="Rekening opgeheven")
    rows = "".join(
        TRANSACTION.format(number=number, status=status, reason=why if status == "RJCT" else "")
        for number, status in statuses.items()
    )
    block = f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{batch}</OrgnlPmtInfId>{rows}</OrgnlPmtInfAndSts>" if rows else ""
    of_all = f"<GrpSts>{group}</GrpSts>{why if group == 'RJCT' else ''}" if group else ""
    return STATUS.format(version=version or "pain.002.001.10", batch=batch, group=of_all, block=block).encode()


def camt053(*entries: tuple[str, str], day: str = "2020-03-03", version: str = "08", back: str = "") -> bytes:
    """Booked entries of (number, amount); with `back` a reason with which they came back. Amounts as `800.00`."""
    rows = "".join(
        ENTRY.format(
            number=number,
            amount=amount,
            side="CRDT" if back else "DBIT",
            status="<Sts><Cd>BOOK</Cd></Sts>" if version == "08" else "<Sts>BOOK</Sts>",
            day=day,
            back=f"<RtrInf><Rsn><Cd>{back}</Cd></Rsn></RtrInf>" if back else "",
        )
        for number, amount in entries
    )
    head = f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><Stmt><Id>1</Id>'
    return f"{head}{rows}</Stmt></BkToCstmrStmt></Document>".encode()
