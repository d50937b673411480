"""The notifier's settings, from COPYDESK_NOTIFIER_... in the environment."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field, PositiveInt, SecretStr, field_validator
from pydantic_settings import SettingsConfigDict

from services.notifier.signature import parse_keys
from shared.settings import DeliverySettings, ServiceSettings

# Tries over some four hours: a webhook that is being repaired or moved should not miss what was found meanwhile.
_PATIENT = DeliverySettings(max_attempts=24, first_delay=timedelta(seconds=5), longest_delay=timedelta(minutes=15))


class NotifierSettings(ServiceSettings):
    """How webhooks are told."""

    model_config = SettingsConfigDict(env_prefix="COPYDESK_NOTIFIER_")

    signing_keys: SecretStr | None = Field(
        None,
        description="Standard Webhooks secrets (whsec_ and base64 of 24 to 64 bytes), separated by spaces; a notice "
        "carries a signature by each, so that a key can be replaced. Unsigned when absent.",
    )
    answer_within: timedelta = Field(
        timedelta(seconds=10), gt=timedelta(0), description="How long a webhook may take to answer."
    )
    host_limit: timedelta = Field(
        timedelta(seconds=15),
        gt=timedelta(0),
        description="Longest time for one host's notices of a batch; the others are tried again later.",
    )
    hosts_at_once: PositiveInt = Field(16, description="Hosts that are told at the same time.")
    rest: timedelta = Field(timedelta(minutes=1), description="How long a host that did not answer is left alone.")
    any_address: bool = Field(
        False, description="Also tell hosts at link-local and cloud metadata addresses, which are refused otherwise."
    )
    delivery: DeliverySettings = _PATIENT

    @field_validator("signing_keys")
    @classmethod
    def _are_keys(cls, keys: SecretStr | None) -> SecretStr | None:
        if keys is not None:
            parse_keys(keys.get_secret_value())
        return keys

    @property
    def keys(self) -> tuple[bytes, ...]:
        return parse_keys(self.signing_keys.get_secret_value()) if self.signing_keys is not None else ()
