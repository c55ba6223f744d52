//! Labels the first open issue of a repository, and comments on it: three operations of GitHub's document, on our output.

use github_client::issues::{self, ListForRepoParams};
use github_client::models::{IssuesAddLabelsBody, IssuesCreateCommentBody, IssuesListForRepoState};
use github_client::{Client, ids};

const COMMENT: &str = "Is this still a problem?";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder().user_agent("first/1.0").build()?;
    if let Some(number) = label_first(&client, "rust-lang", "rust").await? {
        println!("#{number}");
    }
    Ok(())
}

async fn label_first(client: &Client, owner: &str, repo: &str) -> Result<Option<i64>, Box<dyn std::error::Error>> {
    let (owner, repo) = (ids::Owner(owner), ids::Repo(repo));
    let open = ListForRepoParams::new().state(IssuesListForRepoState::Open).per_page(1);
    let issues = client.send(issues::list_for_repo_with(owner, repo, open)).await?;
    let Some(issue) = issues.first() else { return Ok(None) };
    client.send(issues::add_labels(owner, repo, issue.number, IssuesAddLabelsBody::from(["stale"]))).await?;
    client.send(issues::create_comment(owner, repo, issue.number, IssuesCreateCommentBody::new(COMMENT))).await?;
    Ok(Some(issue.number))
}
