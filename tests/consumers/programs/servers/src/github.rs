//! What does GitHub answer to a program that labels stale issues, and what should the program have asked?

use serde_json::{Value, json};

use crate::server::{Answer, Asked, Server};
use crate::{Outcome, Program};

const OLD: &str = "2011-04-22T13:33:48Z";
const FUTURE: &str = "2999-04-22T13:33:48Z";

pub fn check(program: &Program) -> Outcome {
    let server = Server::start(answer)?;
    let ran =
        program.run(&[("GITHUB_TOKEN", "ghp_1"), ("GITHUB_API_URL", &server.origin)], &["octocat/Hello-World"])?;
    assert!(ran.succeeded, "{ran:?}");
    assert_eq!(ran.stdout, "#1347 Found a bug\n#1350 Still a bug\n2 issues are stale\n");

    let asked = server.asked();
    let paths: Vec<&str> = asked.iter().map(Asked::path).collect();
    let (issues, old) = ("GET /repos/octocat/Hello-World/issues", "POST /repos/octocat/Hello-World/issues");
    let changes = |number| [format!("{old}/{number}/labels"), format!("{old}/{number}/comments")];
    assert_eq!([paths[1], paths[2], paths[4], paths[5]], [changes(1347), changes(1350)].as_flattened());
    // The second page is requested by the link of the first, or by its number.
    assert!(paths[0] == issues && [issues, "GET /repositories/1296269/issues"].contains(&paths[3]), "{paths:?}");
    for page in [0, 3] {
        let query = asked[page].query();
        assert!(
            ["direction=asc", "per_page=100", "sort=updated", "state=open"]
                .iter()
                .all(|pair| query.contains(&(*pair).to_owned()))
        );
        assert_eq!(query.contains(&"page=2".to_owned()), page == 3);
    }
    assert_eq!(asked.len(), 6, "{paths:?}");
    for request in &asked {
        assert_eq!(request.header("authorization"), "Bearer ghp_1");
        assert_eq!(request.header("user-agent"), "stale/1.0");
    }
    for number in [1, 4] {
        assert_eq!(asked[number].json(), json!(["stale"]));
        let comment = "Nothing has happened here for sixty days. Is this still a problem?";
        assert_eq!(asked[number + 1].json(), json!({"body": comment}));
    }
    Ok(())
}

fn answer(origin: &str, asked: &Asked) -> Answer {
    match asked.line.as_str() {
        _ if asked.query().contains(&"page=2".to_owned()) => Answer::json(
            200,
            &json!([issue(1350, "Still a bug", OLD, &json!([])), issue(1351, "New", FUTURE, &json!([]))]),
        ),
        line if line.starts_with("GET /repos/octocat/Hello-World/issues?") => {
            let mut pull_request = issue(1348, "A change", OLD, &json!([]));
            pull_request["pull_request"] = json!({
                "url": "https://api.github.com/repos/octocat/Hello-World/pulls/1348",
                "html_url": "https://github.com/octocat/Hello-World/pull/1348",
                "diff_url": "https://github.com/octocat/Hello-World/pull/1348.diff",
                "patch_url": "https://github.com/octocat/Hello-World/pull/1348.patch"
            });
            let known = issue(1349, "Known to be stale", OLD, &json!([label("bug"), label("stale")]));
            let found = issue(1347, "Found a bug", OLD, &json!([label("bug")]));
            let link =
                format!("{origin}/repositories/1296269/issues?state=open&sort=updated&direction=asc&per_page=100");
            Answer::json(200, &json!([found, pull_request, known]))
                .header("link", format!("<{link}&page=2>; rel=\"next\", <{link}&page=2>; rel=\"last\""))
        }
        line if line.ends_with("/labels") => Answer::json(200, &json!([label("bug"), label("stale")])),
        _ => Answer::json(201, &comment()),
    }
}

fn label(name: &str) -> Value {
    json!({
        "id": 208_045_946, "node_id": "MDU6TGFiZWwyMDgwNDU5NDY=", "name": name, "color": "f29513", "default": true,
        "url": "https://api.github.com/repos/octocat/Hello-World/labels/bug", "description": null
    })
}

fn user() -> Value {
    let mut user = json!({
        "login": "octocat", "id": 1, "node_id": "MDQ6VXNlcjE=", "gravatar_id": "", "type": "User", "site_admin": false,
        "avatar_url": "https://github.com/images/error/octocat_happy.gif", "html_url": "https://github.com/octocat",
        "url": "https://api.github.com/users/octocat"
    });
    for name in [
        "followers_url",
        "following_url",
        "gists_url",
        "starred_url",
        "subscriptions_url",
        "organizations_url",
        "repos_url",
        "events_url",
        "received_events_url",
    ] {
        user[name] = json!(format!("https://api.github.com/users/octocat/{}", name.trim_end_matches("_url")));
    }
    user
}

fn issue(number: u32, title: &str, updated: &str, labels: &Value) -> Value {
    let url = format!("https://api.github.com/repos/octocat/Hello-World/issues/{number}");
    json!({
        "id": number, "node_id": "MDU6SXNzdWUx", "url": url, "number": number, "state": "open", "title": title,
        "repository_url": "https://api.github.com/repos/octocat/Hello-World", "labels_url": format!("{url}/labels{{/name}}"),
        "comments_url": format!("{url}/comments"), "events_url": format!("{url}/events"),
        "html_url": format!("https://github.com/octocat/Hello-World/issues/{number}"), "body": "I'm having a problem.",
        "user": user(), "labels": labels, "assignee": null, "assignees": [], "milestone": null, "locked": false,
        "active_lock_reason": null, "comments": 0, "closed_at": null, "created_at": OLD, "updated_at": updated,
        "author_association": "COLLABORATOR", "state_reason": null, "performed_via_github_app": null,
        "timeline_url": format!("{url}/timeline")
    })
}

fn comment() -> Value {
    let url = "https://api.github.com/repos/octocat/Hello-World/issues";
    json!({
        "id": 1, "node_id": "MDEyOklzc3VlQ29tbWVudDE=", "url": format!("{url}/comments/1"), "body": "Me too", "user": user(),
        "html_url": "https://github.com/octocat/Hello-World/issues/1347#issuecomment-1", "created_at": OLD,
        "updated_at": OLD, "issue_url": format!("{url}/1347"), "author_association": "COLLABORATOR"
    })
}
