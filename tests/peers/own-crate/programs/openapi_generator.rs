//! Labels the first open issue of a repository, and comments on it: three operations of GitHub's document, on the output of
//! openapi-generator.

use github_client::apis::configuration::Configuration;
use github_client::apis::issues_api::{
    issues_slash_add_labels, issues_slash_create_comment, issues_slash_list_for_repo,
};
use github_client::models::{IssuesAddLabelsRequest, IssuesUpdateCommentRequest};

const COMMENT: &str = "Is this still a problem?";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Configuration { user_agent: Some("first/1.0".to_owned()), ..Configuration::new() };
    if let Some(number) = label_first(&client, "rust-lang", "rust").await? {
        println!("#{number}");
    }
    Ok(())
}

async fn label_first(
    client: &Configuration,
    owner: &str,
    repo: &str,
) -> Result<Option<i32>, Box<dyn std::error::Error>> {
    let open = Some("open");
    let issues = issues_slash_list_for_repo(
        client, owner, repo, None, open, None, None, None, None, None, None, None, Some(1), None,
    )
    .await?;
    let Some(issue) = issues.first() else { return Ok(None) };
    let labels = IssuesAddLabelsRequest::ArrayVecString(vec!["stale".to_owned()]);
    issues_slash_add_labels(client, owner, repo, issue.number, Some(labels)).await?;
    let comment = IssuesUpdateCommentRequest::new(COMMENT.to_owned());
    issues_slash_create_comment(client, owner, repo, issue.number, comment).await?;
    Ok(Some(issue.number))
}
