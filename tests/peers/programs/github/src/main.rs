//! Labels the open issues of a repository that nobody touched for sixty days, and says so in a comment.
//!
//! `GITHUB_TOKEN=… stale rust-lang/rust`

mod generated;

use chrono::{DateTime, TimeDelta, Utc};
use generated::{
    HttpClient, Issue, IssueLabelsItemUnion, IssuesAddLabelsRequest, IssuesCreateCommentRequest,
    IssuesListForRepoDirection, IssuesListForRepoSort, IssuesListForRepoState,
};

const LABEL: &str = "stale";
const COMMENT: &str = "Nothing has happened here for sixty days. Is this still a problem?";
const SIXTY_DAYS: TimeDelta = TimeDelta::days(60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let repository = std::env::args().nth(1).ok_or("which repository?")?;
    let (owner, repo) = repository.split_once('/').ok_or("a repository is OWNER/NAME")?;
    let mut client =
        HttpClient::new().with_api_key(std::env::var("GITHUB_TOKEN")?).with_header("user-agent", "stale/1.0");
    if let Ok(url) = std::env::var("GITHUB_API_URL") {
        client = client.with_base_url(url);
    }
    let labelled = label_stale(&client, owner, repo).await?;
    println!("{labelled} issues are stale");
    Ok(())
}

/// Labels the stale issues of a repository. Returns how many there are.
async fn label_stale(client: &HttpClient, owner: &str, repo: &str) -> Result<usize, Box<dyn std::error::Error>> {
    let stale_before: DateTime<Utc> = Utc::now() - SIXTY_DAYS;
    let mut labelled = 0;
    for page in 1.. {
        let issues = client
            .issues_list_for_repo_builder(owner, repo)
            .state(IssuesListForRepoState::Open)
            .sort(IssuesListForRepoSort::Updated)
            .direction(IssuesListForRepoDirection::Asc)
            .per_page(100)
            .page(page)
            .send()
            .await?;
        if issues.is_empty() {
            break;
        }
        for issue in issues {
            if issue.updated_at >= stale_before {
                return Ok(labelled);
            }
            if issue.pull_request.is_some() || has_label(&issue) {
                continue;
            }
            let label = IssuesAddLabelsRequest::StringArray(vec![LABEL.to_owned()]);
            client.issues_add_labels(owner, repo, issue.number, Some(label)).await?;
            let comment = IssuesCreateCommentRequest { body: COMMENT.to_owned() };
            client.issues_create_comment(owner, repo, issue.number, comment).await?;
            println!("#{} {}", issue.number, issue.title);
            labelled += 1;
        }
    }
    Ok(labelled)
}

fn has_label(issue: &Issue) -> bool {
    issue.labels.iter().any(|label| match label {
        IssueLabelsItemUnion::String(name) => name == LABEL,
        IssueLabelsItemUnion::ArrayItemVariant2(label) => label.name.as_deref() == Some(LABEL),
    })
}
