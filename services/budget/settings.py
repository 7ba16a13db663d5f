"""What budget reads from the environment (`BUDGET_…` and the shared `VOORVELD_…`)."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_settings import SettingsConfigDict

from services.budget.contract.sources import FractionText
from services.kit.settings import ServiceSettings


def _exact_share(text: str) -> str:
    share = Fraction(text)
    if not 0 < share <= 1:
        raise ValueError("a share is more than 0 and at most 1")
    return str(share)


ExactShare = Annotated[FractionText, AfterValidator(_exact_share)]


class Settings(ServiceSettings):
    """Terms and addresses a municipality sets itself."""

    model_config = SettingsConfigDict(env_prefix="BUDGET_", populate_by_name=True, extra="ignore")

    answer_weeks: int = Field(
        4, ge=1, le=8, description="weeks in which the circle answers; the law allows 8 (Awb 4:13)"
    )
    unconfirmed_days: int = Field(30, ge=2, description="an idea nobody confirmed is deleted after so many days")
    keep_applicant_years: int = Field(
        2, ge=0, description="years after the budget year in which we keep who applied; check with your archivist"
    )
    part_awards: bool = Field(
        False, description="may the last idea that fits get what is left, when that is less than it asks (Awb 4:25)"
    )
    session_days: int = Field(
        400, ge=1, description="how long a browser may follow an idea; browsers keep a cookie 400"
    )
    savings_share: ExactShare = Field(
        "1/10", description="of the lower bound of a savings case, what becomes prevention money; an exact fraction"
    )
    wrong_voting_codes_an_hour: int = Field(
        10,
        ge=1,
        description="from one place, in a round of ballots; staff who enter paper ballots may make 20 times that",
    )
    voting_codes_an_hour: int = Field(
        20, ge=1, description="how many codes to vote with may be asked from one place, e.g. a school or a library"
    )
    software_key_months: int = Field(
        12, ge=1, le=24, description="how far away at most the last day of a key for the municipality's software is"
    )
    mail_sender: str = Field("voorveld@localhost", description="the From address of mails to applicants")
    objection_address: str = Field(
        "", description="where an objection goes by post; empty: the college, without address"
    )
    team_mail: str = Field(
        "", description="mailbox of the teams that hears of a term about to end; empty: only the pages say it"
    )
    account_key: str = Field(
        "",
        description="secret that bank accounts are closed with in the database, long and random; empty: the signing "
        "key, and then a new signing key makes them unreadable",
    )
    payer_iban: str = Field("", description="the account of the municipality that awards are paid from")
    payer_name: str = Field("", max_length=70, description="the name on that account")
    call_number: str = Field(
        "", max_length=40, description="telephone number for who cannot pay back at once; empty: 'the municipality'"
    )
    remind_account_days: int = Field(7, ge=1, description="days after the yes when who told no account is reminded")
    keep_account_days: int = Field(
        60, ge=1, description="days after the last payment in which we keep the account; a payment may still come back"
    )
    invite_result_weeks: int = Field(
        12, ge=1, description="weeks after the yes when who asked is invited to show what it brought about"
    )
    equated_days: list[date] = Field(
        default_factory=list,
        description="days a royal decree puts on a par with a holiday (Algemene termijnenwet 3(3)), as JSON",
    )
    open_data_licence: Literal["CC0-1.0", "CC-BY-4.0"] = Field(
        "CC0-1.0", description="what anybody may do with the open data of the money"
    )
    funder_org_id: str = Field(
        "",
        pattern=r"^$|^[A-Z0-9]+-[A-Z0-9]+-\S+$",
        description="the municipality by org-id.guide: NL-KVK-<number>; empty: its term in NL-OWMS, to be checked",
    )
