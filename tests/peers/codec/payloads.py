#!/usr/bin/env python3
"""Writes the payloads that are timed: contacts, repositories and charges, a hundred of each, as their services send them.

Usage: payloads.py FOLDER

No two items are equal, since a processor learns the course of a list whose items are. Names and texts are made up; the
same items are written each time. Microsoft and GitHub send no white space, Stripe indents.
"""
import json
import pathlib
import sys

FIRST = "Ada Bola Chen Dina Emil Fatou Goran Hanna Ines Jonas Kaito Lina Mateo Noor Olga Pavel Quim Rosa Sami Tove".split()
LAST = "Albu Brandt Costa Duarte Eriksen Fofanah Garcia Hughes Ivanova Jansen Kowalski Lindqvist Moreau Nakamura Oyelaran Petrov".split()
PLACES = [("12 Harbour Road", "Bristol", "Avon", "United Kingdom", "BS1 4RW"), ("Rua do Sol 7", "Porto", "Porto", "Portugal", "4050-575"),
          ("800 Lakeview Drive", "Duluth", "MN", "United States", "55802"), ("Kungsgatan 41", "Uppsala", "Uppsala län", "Sweden", "753 21")]
FIRMS = ["Northwind Traders", "Contoso, Inc.", "Fabrikam", "Tailspin Toys & Sons", "Wide World Importers"]
TRADES = ["Web Marketing Manager", "Accountant", "Head of Facilities and Grounds", "Nurse", "Software Engineer"]
WORDS = "swift lunar paper quiet amber delta maple river north cobalt garden signal harbour copper meadow".split()
NOTES = ["Prefers mail to calls.", "Met at the \"spring\" conference.\nAsked for the price list.", "", "Back in May",
         "Will send the signed contract by post; the copy that was mailed lacks page 4, and the annexe is that of the year before."]


class Dice:
    """Numbers that are the same with every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit

    def of(self, items):
        return items[self.below(len(items))]

    def token(self, length, alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"):
        return "".join(self.of(alphabet) for _ in range(length))

    def maybe(self, value, percent):
        return value if self.below(100) < percent else None

    def moment(self):
        return f"20{10 + self.below(16)}-{1 + self.below(12):02}-{1 + self.below(28):02}T{self.below(24):02}:{self.below(60):02}:{self.below(60):02}Z"

    def phone(self):
        return f"+44 117 {100 + self.below(900)} {1000 + self.below(9000)}"


def contact(dice):
    first, last = dice.of(FIRST), dice.of(LAST)
    mail = f"{first}.{last}@example.com".lower()

    def address():
        street, city, state, country, code = dice.of(PLACES)
        whole = {"street": street, "city": city, "state": state, "countryOrRegion": country, "postalCode": code}
        return whole if dice.below(3) else {}

    def person():
        return {"name": f"{first} {last}", "address": dice.of(["", "office-"]) + mail}

    return {
        "@odata.etag": f"W/\"{dice.token(40)}\"", "id": "AAMkAD" + dice.token(112) + "AAA=", "createdDateTime": dice.moment(),
        "lastModifiedDateTime": dice.moment(), "changeKey": dice.token(40),
        "categories": [f"{dice.of(WORDS)} category" for _ in range(dice.below(4))], "parentFolderId": "AQMkAD" + dice.token(90) + "AAA=",
        "birthday": dice.maybe(dice.moment(), 40), "fileAs": f"{last}, {first}", "displayName": f"{first} {last}", "givenName": first,
        "initials": dice.maybe(f"{first[0]}.{last[0]}.", 60), "middleName": dice.maybe(dice.of(FIRST), 30),
        "nickName": dice.maybe(first[:3], 30), "surname": last, "title": dice.maybe("Dr.", 20), "yomiGivenName": dice.maybe("ガース", 15),
        "yomiSurname": dice.maybe("フォート", 15), "yomiCompanyName": None, "generation": dice.maybe("III", 10),
        "imAddresses": [mail] if dice.below(2) else [], "jobTitle": dice.maybe(dice.of(TRADES), 80), "companyName": dice.of(FIRMS),
        "department": dice.maybe("Sales & Marketing", 50), "officeLocation": dice.maybe(f"{dice.below(40)}/{1000 + dice.below(900)}", 60),
        "profession": dice.maybe(dice.of(TRADES), 30), "businessHomePage": dice.maybe(f"https://www.example.com/people/{first.lower()}", 50),
        "assistantName": dice.maybe(dice.of(FIRST), 30), "manager": dice.maybe(f"{dice.of(FIRST)} {dice.of(LAST)}", 70),
        "homePhones": [dice.phone() for _ in range(dice.below(2))], "mobilePhone": dice.maybe(dice.phone(), 80),
        "businessPhones": [dice.phone() for _ in range(dice.below(3))], "spouseName": dice.maybe(f"{dice.of(FIRST)} {last}", 40),
        "personalNotes": dice.of(NOTES), "children": [dice.of(FIRST) for _ in range(dice.below(3))],
        "emailAddresses": [person() for _ in range(dice.below(3))], "primaryEmailAddress": person(),
        "secondaryEmailAddress": dice.maybe(person(), 40), "tertiaryEmailAddress": None, "homeAddress": address(),
        "businessAddress": address(), "otherAddress": {},
    }


def account_of_github(dice):
    login, number = f"{dice.of(WORDS)}-{dice.of(WORDS)}", dice.below(90_000_000)
    home = f"https://api.github.com/users/{login}"
    paths = {"followers": "/followers", "following": "/following{/other_user}", "gists": "/gists{/gist_id}",
             "starred": "/starred{/owner}{/repo}", "subscriptions": "/subscriptions", "organizations": "/orgs", "repos": "/repos",
             "events": "/events{/privacy}", "received_events": "/received_events"}
    head = {"login": login, "id": number, "node_id": "MDQ6" + dice.token(18), "avatar_url": f"https://avatars.githubusercontent.com/u/{number}?v=4",
            "gravatar_id": "", "url": home, "html_url": f"https://github.com/{login}"}
    urls = {f"{name}_url": home + path for name, path in paths.items()}
    return head | urls | {"type": dice.of(["User", "Organization"]), "site_admin": False}


REPOSITORY_PATHS = """archive=/{archive_format}{/ref} assignees=/assignees{/user} blobs=/git/blobs{/sha} branches=/branches{/branch}
collaborators=/collaborators{/collaborator} comments=/comments{/number} commits=/commits{/sha} compare=/compare/{base}...{head}
contents=/contents/{+path} contributors=/contributors deployments=/deployments downloads=/downloads events=/events forks=/forks
git_commits=/git/commits{/sha} git_refs=/git/refs{/sha} git_tags=/git/tags{/sha} hooks=/hooks issue_comment=/issues/comments{/number}
issue_events=/issues/events{/number} issues=/issues{/number} keys=/keys{/key_id} labels=/labels{/name} languages=/languages
merges=/merges milestones=/milestones{/number} notifications=/notifications{?since,all,participating} pulls=/pulls{/number}
releases=/releases{/id} stargazers=/stargazers statuses=/statuses/{sha} subscribers=/subscribers subscription=/subscription tags=/tags
teams=/teams trees=/git/trees{/sha}""".split()


def repository(dice):
    owner, name = account_of_github(dice), f"{dice.of(WORDS)}-{dice.of(WORDS)}-{dice.below(500)}"
    full = f"{owner['login']}/{name}"
    home = f"https://api.github.com/repos/{full}"
    urls = {f"{key}_url": home + path for key, path in (pair.split("=", 1) for pair in REPOSITORY_PATHS)}
    licence = {"key": "mit", "name": "MIT License", "spdx_id": "MIT", "url": "https://api.github.com/licenses/mit", "node_id": "MDc6TGljZW5zZTEz"}
    watchers, forks, issues = dice.below(40_000), dice.below(900), dice.below(300)
    head = {"id": dice.below(800_000_000), "node_id": "MDEw" + dice.token(24), "name": name, "full_name": full, "private": False,
            "owner": owner, "html_url": f"https://github.com/{full}", "description": dice.maybe(dice.of(NOTES), 85), "fork": dice.below(4) == 0,
            "url": home}
    return head | urls | {
        "created_at": dice.moment(), "updated_at": dice.moment(), "pushed_at": dice.moment(), "git_url": f"git://github.com/{full}.git",
        "ssh_url": f"git@github.com:{full}.git", "clone_url": f"https://github.com/{full}.git", "svn_url": f"https://github.com/{full}",
        "mirror_url": None, "homepage": dice.maybe(f"https://{name}.example.org", 40), "size": dice.below(200_000), "stargazers_count": watchers,
        "watchers_count": watchers, "language": dice.maybe(dice.of(["Rust", "Python", "TypeScript", "C"]), 90), "has_issues": True,
        "has_projects": True, "has_downloads": True, "has_wiki": dice.below(2) == 0, "has_pages": False, "has_discussions": dice.below(3) == 0,
        "forks_count": forks, "archived": dice.below(9) == 0, "disabled": False, "open_issues_count": issues,
        "license": dice.maybe(licence, 70), "allow_forking": True, "is_template": False, "web_commit_signoff_required": False,
        "topics": [dice.of(WORDS) for _ in range(dice.below(6))], "visibility": "public", "forks": forks, "open_issues": issues,
        "watchers": watchers, "default_branch": dice.of(["main", "master"]),
        "permissions": {"admin": False, "maintain": False, "push": False, "triage": False, "pull": True}, "temp_clone_token": "",
        "allow_squash_merge": True, "allow_merge_commit": True, "allow_rebase_merge": True, "allow_auto_merge": False,
        "delete_branch_on_merge": False, "network_count": forks, "subscribers_count": dice.below(400),
    }


def address_of_stripe(dice):
    street, city, state, _, code = dice.of(PLACES)
    return {"city": city, "country": dice.of(["GB", "PT", "US", "SE"]), "line1": street, "line2": None, "postal_code": code, "state": state}


def charge(dice):
    amount, name = dice.below(90_000) + 100, f"{dice.of(FIRST)} {dice.of(LAST)}"
    number, paid = "ch_3" + dice.token(23), dice.below(8) > 0
    card = {
        "amount_authorized": amount, "brand": dice.of(["visa", "mastercard", "amex"]),
        "checks": {"address_line1_check": "pass", "address_postal_code_check": dice.of(["pass", "fail"]), "cvc_check": "pass"},
        "country": dice.of(["GB", "PT", "US", "SE"]), "exp_month": 1 + dice.below(12), "exp_year": 2027 + dice.below(6), "fingerprint": dice.token(16),
        "funding": dice.of(["credit", "debit"]), "installments": None, "last4": f"{dice.below(10_000):04}", "mandate": None,
        "network": dice.of(["visa", "mastercard", "amex"]), "three_d_secure": None, "wallet": None,
    }
    outcome = {"network_status": "approved_by_network" if paid else "declined_by_network", "reason": None if paid else "generic_decline",
               "risk_level": "normal", "risk_score": dice.below(65),
               "seller_message": "Payment complete." if paid else "The bank did not return any further details with this decline.",
               "type": "authorized" if paid else "issuer_declined"}
    shipping = {"address": address_of_stripe(dice), "carrier": None, "name": name, "phone": dice.maybe(dice.phone(), 50), "tracking_number": None}
    return {
        "id": number, "object": "charge", "amount": amount, "amount_captured": amount if paid else 0, "amount_refunded": 0, "application": None,
        "application_fee": None, "application_fee_amount": None, "balance_transaction": "txn_3" + dice.token(23),
        "billing_details": {"address": address_of_stripe(dice), "email": f"{name.replace(' ', '.')}@example.com".lower(), "name": name,
                            "phone": dice.maybe(dice.phone(), 40)},
        "calculated_statement_descriptor": "NORTHWIND", "captured": paid, "created": 1_600_000_000 + dice.below(160_000_000),
        "currency": dice.of(["gbp", "eur", "usd", "sek"]), "customer": dice.maybe("cus_" + dice.token(14), 80),
        "description": dice.maybe(dice.of(NOTES), 60), "disputed": False, "failure_balance_transaction": None,
        "failure_code": None if paid else "card_declined", "failure_message": None if paid else "Your card was declined.", "fraud_details": {},
        "invoice": dice.maybe("in_1" + dice.token(23), 40), "livemode": True, "metadata": {"order_id": str(dice.below(100_000)), "channel": dice.of(WORDS)},
        "on_behalf_of": None, "outcome": outcome, "paid": paid, "payment_intent": "pi_3" + dice.token(23), "payment_method": "pm_1" + dice.token(23),
        "payment_method_details": {"card": card, "type": "card"}, "radar_options": {}, "receipt_email": dice.maybe("orders@example.com", 50),
        "receipt_number": None, "receipt_url": f"https://pay.stripe.com/receipts/payment/{dice.token(120)}", "refunded": False, "review": None,
        "shipping": dice.maybe(shipping, 50), "source_transfer": None, "statement_descriptor": None, "statement_descriptor_suffix": None,
        "status": "succeeded" if paid else "failed", "transfer_data": None, "transfer_group": None,
    }


def main(folder):
    forms = {"contacts": (contact, None), "repositories": (repository, None), "charges": (charge, 2)}
    for name, (item, indent) in forms.items():
        dice = Dice(len(name))
        separators = (",", ":") if indent is None else (",", ": ")
        text = json.dumps([item(dice) for _ in range(100)], ensure_ascii=False, indent=indent, separators=separators)
        (pathlib.Path(folder) / f"{name}.json").write_text(text, encoding="utf-8")


main(*sys.argv[1:])
