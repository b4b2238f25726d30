"""The addresses of signing in. allauth brings forty; these are the ones that exist."""

from lineofsight.partnership.rules import Act
from lineofsight.web.route import third_party
from lineofsight.web.signin import organisation, passkeys, views

ROUTES = [
    third_party("sign-in/", views.sign_in, may=Act.SIGN_IN, name="signin"),
    # allauth asks for its own name of the same page.
    third_party("sign-in/", views.sign_in, may=Act.SIGN_IN, name="account_login"),
    third_party("sign-in/code/", views.code, may=Act.SIGN_IN, name="mfa_authenticate"),
    third_party("sign-in/second-step/", views.set_up, may=Act.ACCOUNT_OWN, name="mfa_activate_totp"),
    third_party("sign-in/again/", views.again, may=Act.ACCOUNT_OWN, name="mfa_reauthenticate"),
    third_party("sign-in/yours/", views.your_sign_in, may=Act.ACCOUNT_OWN, name="your_sign_in", methods="GET"),
    third_party(
        "sign-in/recovery-codes/",
        views.recovery_codes,
        may=Act.ACCOUNT_OWN,
        name="mfa_view_recovery_codes",
        methods="GET",
    ),
    third_party(
        "sign-in/recovery-codes/new/",
        views.new_recovery_codes,
        may=Act.ACCOUNT_OWN,
        name="mfa_generate_recovery_codes",
    ),
    third_party("sign-in/passkey/", passkeys.passkey_alone, may=Act.SIGN_IN, name="passkey_alone"),
    third_party("sign-in/passkeys/new/", passkeys.new_passkey, may=Act.ACCOUNT_OWN, name="new_passkey"),
    third_party(
        "sign-in/passkeys/<str:passkey>/name/", passkeys.name_passkey, may=Act.ACCOUNT_OWN, name="name_passkey"
    ),
    third_party(
        "sign-in/passkeys/<str:passkey>/remove/", passkeys.remove_passkey, may=Act.ACCOUNT_OWN, name="remove_passkey"
    ),
    third_party("sign-in/organisation/", organisation.begin, may=Act.SIGN_IN, name="organisation", methods="GET"),
    third_party(
        "sign-in/organisation/back/", organisation.come_back, may=Act.SIGN_IN, name="organisation_back", methods="GET"
    ),
    third_party(
        "sign-in/organisation/out/", organisation.sign_out, may=Act.SIGN_IN, name="organisation_out", methods="GET"
    ),
    third_party("sign-in/password/", views.change_password, may=Act.ACCOUNT_OWN, name="account_change_password"),
    third_party("sign-out/", views.sign_out, may=Act.SIGN_IN, name="sign_out", methods="POST"),
    third_party("invitation/<str:token>/", views.invitation, may=Act.SIGN_IN, name="invitation"),
]
