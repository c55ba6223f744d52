//! Labels the open issues of a repository that nobody touched for sixty days, and says so in a comment.
//!
//! `GITHUB_TOKEN=… stale rust-lang/rust`

use std::time::{Duration, SystemTime};

use github_client::issues::{self, ListForRepoParams};
use github_client::models::{
    DirectionParam, Issue, IssueLabelsItem, IssuesAddLabelsBody, IssuesCreateCommentBody, IssuesListForRepoSort,
    IssuesListForRepoState,
};
use github_client::{Client, DateTime, ids};

const LABEL: &str = "stale";
const COMMENT: &str = "Nothing has happened here for sixty days. Is this still a problem?";
const SIXTY_DAYS: Duration = Duration::from_secs(60 * 24 * 60 * 60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let repository = std::env::args().nth(1).ok_or("which repository?")?;
    let (owner, repo) = repository.split_once('/').ok_or("a repository is OWNER/NAME")?;
    let mut builder = github_client::builder()
        .default_header("authorization", &format!("Bearer {}", std::env::var("GITHUB_TOKEN")?))
        .user_agent("stale/1.0");
    if let Ok(url) = std::env::var("GITHUB_API_URL") {
        builder = builder.base_url(url);
    }
    let labelled = label_stale(&builder.build()?, owner, repo).await?;
    println!("{labelled} issues are stale");
    Ok(())
}

/// Labels the stale issues of a repository. Returns how many there are.
async fn label_stale(client: &Client, owner: &str, repo: &str) -> Result<usize, Box<dyn std::error::Error>> {
    let (owner, repo) = (ids::Owner(owner), ids::Repo(repo));
    let stale_before = DateTime::from(SystemTime::now() - SIXTY_DAYS);
    let oldest_first = ListForRepoParams::new()
        .state(IssuesListForRepoState::Open)
        .sort(IssuesListForRepoSort::Updated)
        .direction(DirectionParam::Asc)
        .per_page(100);
    let mut issues = issues::list_for_repo_with(owner, repo, oldest_first).items(client);
    let mut labelled = 0;
    while let Some(issue) = issues.next().await {
        let issue = issue?;
        if issue.updated_at >= stale_before {
            break;
        }
        if issue.pull_request.is_some() || has_label(&issue) {
            continue;
        }
        let label = IssuesAddLabelsBody::from([LABEL]);
        client.send(issues::add_labels(owner, repo, issue.number, label)).await?;
        client.send(issues::create_comment(owner, repo, issue.number, IssuesCreateCommentBody::new(COMMENT))).await?;
        println!("#{} {}", issue.number, issue.title);
        labelled += 1;
    }
    Ok(labelled)
}

fn has_label(issue: &Issue) -> bool {
    issue.labels.iter().any(|label| match label {
        IssueLabelsItem::String(name) => name == LABEL,
        IssueLabelsItem::Object(label) => label.name.as_deref() == Some(LABEL),
        _ => false,
    })
}
