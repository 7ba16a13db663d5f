"""What routes get from the app: the office, the photo files, our tokens and the client of profiles."""

from typing import Annotated

from fastapi import Depends, Request

from services.budget.store.document_files import DocumentFiles
from services.budget.store.photo_files import PhotoFiles
from services.budget.usecases.office import Office
from services.kit.caller import TokenMaker
from services.kit.public import for_a_minute
from services.kit.typesetter import Typesetter
from services.profiles.contract.client import ProfilesClient


async def _office(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


async def _photo_files(request: Request) -> PhotoFiles:
    files: PhotoFiles = request.app.state.photo_files
    return files


async def _document_files(request: Request) -> DocumentFiles:
    files: DocumentFiles = request.app.state.document_files
    return files


async def _typesetter(request: Request) -> Typesetter:
    typesetter: Typesetter = request.app.state.typesetter
    return typesetter


async def _tokens(request: Request) -> TokenMaker:
    tokens: TokenMaker = request.app.state.tokens
    return tokens


async def _profiles(request: Request) -> ProfilesClient:
    """Profiles, spoken to as the budget service itself."""
    client: ProfilesClient = request.app.state.profiles
    tokens: TokenMaker = request.app.state.tokens
    return client.on_behalf_of(tokens.service())


OfficeDep = Annotated[Office, Depends(_office)]
DocumentFilesDep = Annotated[DocumentFiles, Depends(_document_files)]
PhotoFilesDep = Annotated[PhotoFiles, Depends(_photo_files)]
TypesetterDep = Annotated[Typesetter, Depends(_typesetter)]
TokensDep = Annotated[TokenMaker, Depends(_tokens)]
ProfilesDep = Annotated[ProfilesClient, Depends(_profiles)]
PUBLIC = Depends(for_a_minute)
