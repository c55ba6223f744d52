//! Which names of headers, of pairs and of members say that the value is a secret.

/// Parts of names, in letters of lower case. What is only shown is left out by a part of its name, since nothing needs it.
const PARTS: &[&str] =
    &["password", "passwd", "secret", "token", "credential", "authorization", "apikey", "privatekey", "signature"];

/// Names of credentials, in letters of lower case and without `x-`. They are whole names, because other names have parts of
/// them and values that programs need: `nextToken`, `token_type`, `total_tokens`.
const CREDENTIALS: &[&str] = &[
    "accesskey",
    "accesstoken",
    "amzcredential",
    "amzsecuritytoken",
    "amzsignature",
    "apikey",
    "apitoken",
    "assertion",
    "authenticationinfo",
    "authorization",
    "authtoken",
    "bearer",
    "bearertoken",
    "clientassertion",
    "csrftoken",
    "currentpassword",
    "devicecode",
    "googsignature",
    "idtoken",
    "jwt",
    "newpassword",
    "oauthtoken",
    "oldpassword",
    "otp",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "proxyauthenticationinfo",
    "pwd",
    "refreshtoken",
    "secretaccesskey",
    "secretkey",
    "secrettext",
    "securitytoken",
    "sessiontoken",
    "sig",
    "token",
    "xsrftoken",
];

/// Whether a part of the name of a member says that it is a secret.
pub(crate) fn sounds_secret(name: &str) -> bool {
    let letters = letters(name);
    PARTS.iter().any(|part| letters.contains(part))
}

/// Whether a name is that of a credential in every API, however its words are joined: `authToken`, `auth_token`,
/// `X-Auth-Token`. A name that ends with `secret` is one, whatever the secret is of.
pub(crate) fn is_credential(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let letters = letters(lower.strip_prefix("x-").unwrap_or(&lower));
    letters.ends_with("secret") || CREDENTIALS.contains(&letters.as_str())
}

/// The letters and digits of a name, in lower case.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
