//! Paging: all pages of an operation, by links, cursors and headers.

use crate::{Outcome, same, scenarios};
use c_http_specs_payload_pageable::{Client, Error, FromResponse, Paged, Request, models, payload as api};
use std::fmt::Debug;

scenarios! {
    Payload_Pageable_ServerDrivenPagination_link = link,
    Payload_Pageable_ServerDrivenPagination_linkString = link_string,
    Payload_Pageable_ServerDrivenPagination_nestedLink = nested_link,
    Payload_Pageable_ServerDrivenPagination_AlternateInitialVerb_post = post_then_get,
    Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryResponseBody = query_body,
    Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderResponseBody = header_body,
    Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryResponseHeader = query_header,
    Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderResponseHeader = header_header,
    Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestQueryNestedResponseBody = query_nested,
    Payload_Pageable_ServerDrivenPagination_ContinuationToken_requestHeaderNestedResponseBody = header_nested,
    Payload_Pageable_PageSize_listWithoutContinuation = one_page,
    Payload_Pageable_XmlPagination_listWithNextLink = xml_link,
    Payload_Pageable_XmlPagination_listWithContinuation = xml_cursor,
    Azure_Payload_Pageable_list = azure_list,
    Azure_Core_Page_withRelativeNextLink = relative_link,
    Azure_Core_Page_withParameterizedNextLink = parameterized_link,
    Azure_ClientGenerator_Core_NextLinkVerb_listItems = post_links,
    Azure_ResourceManager_OperationTemplates_Paging_postActionPaging = post_action,
}

/// Receives all items, and compares how many there are.
async fn all<O: Paged, E: FromResponse + Debug>(origin: String, request: Request<O, E>, expected: usize) -> Outcome {
    let client = Client::builder().base_url(origin).build()?;
    let mut items = request.items(&client);
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.map_err(|error: Error<E>| error.to_string())?;
        count += 1;
    }
    same(count, expected)
}

async fn link(origin: String) -> Outcome {
    all(origin, api::server_driven_pagination_link(), 4).await
}

async fn link_string(origin: String) -> Outcome {
    all(origin, api::server_driven_pagination_link_string(), 4).await
}

async fn nested_link(origin: String) -> Outcome {
    all(origin, api::server_driven_pagination_nested_link(), 4).await
}

async fn post_then_get(origin: String) -> Outcome {
    let filter = models::ServerDrivenPaginationAlternateInitialVerbFilter::new("foo eq bar");
    all(origin, api::alternate_initial_verb_post(filter), 4).await
}

async fn query_body(origin: String) -> Outcome {
    let params = api::ContinuationTokenRequestQueryResponseBodyParams::new().foo("foo").bar("bar");
    all(origin, api::continuation_token_request_query_response_body_with(params), 4).await
}

async fn header_body(origin: String) -> Outcome {
    let params = api::ContinuationTokenRequestHeaderResponseBodyParams::new().foo("foo").bar("bar");
    all(origin, api::continuation_token_request_header_response_body_with(params), 4).await
}

async fn query_header(origin: String) -> Outcome {
    let params = api::ContinuationTokenRequestQueryResponseHeaderParams::new().foo("foo").bar("bar");
    all(origin, api::continuation_token_request_query_response_header_with(params), 4).await
}

async fn header_header(origin: String) -> Outcome {
    let params = api::ContinuationTokenRequestHeaderResponseHeaderParams::new().foo("foo").bar("bar");
    all(origin, api::continuation_token_request_header_response_header_with(params), 4).await
}

async fn query_nested(origin: String) -> Outcome {
    let params = api::ContinuationTokenRequestQueryNestedResponseBodyParams::new().foo("foo").bar("bar");
    all(origin, api::continuation_token_request_query_nested_response_body_with(params), 4).await
}

async fn header_nested(origin: String) -> Outcome {
    let params = api::ContinuationTokenRequestHeaderNestedResponseBodyParams::new().foo("foo").bar("bar");
    all(origin, api::continuation_token_request_header_nested_response_body_with(params), 4).await
}

async fn one_page(origin: String) -> Outcome {
    all(origin, api::page_size_list_without_continuation(), 4).await
}

async fn xml_link(origin: String) -> Outcome {
    all(origin, api::xml_pagination_list_with_next_link(), 4).await
}

async fn xml_cursor(origin: String) -> Outcome {
    all(origin, api::xml_pagination_list_with_continuation(), 4).await
}

async fn azure_list(origin: String) -> Outcome {
    use c_azure_http_specs_azure_payload_pageable::{Client, azure};
    let client = Client::builder().base_url(origin).build()?;
    let mut pages = azure::list_with(azure::ListParams::new().maxpagesize(3)).pages(&client);
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page?.into_items().len());
    }
    same(sizes, [3, 1])
}

async fn relative_link(origin: String) -> Outcome {
    use c_azure_http_specs_azure_core_page_openapi_2022_12_01_preview::{Client, azure};
    let client = Client::builder().base_url(origin).build()?;
    let mut users = azure::with_relative_next_link().items(&client);
    let mut names = Vec::new();
    while let Some(user) = users.next().await {
        names.push(user?.name);
    }
    same(names, ["User1", "User2"])
}

async fn parameterized_link(origin: String) -> Outcome {
    use c_azure_http_specs_azure_core_page_openapi_2022_12_01_preview::{Client, azure};
    let client = Client::builder().base_url(origin).build()?;
    let params = azure::WithParameterizedNextLinkParams::new("name").include_pending(true);
    let mut users = azure::with_parameterized_next_link(params).items(&client);
    let mut names = Vec::new();
    while let Some(user) = users.next().await {
        names.push(user?.name);
    }
    same(names, ["User1", "User2"])
}

async fn post_links(origin: String) -> Outcome {
    use c_azure_http_specs_azure_client_generator_core_next_link_verb as crates;
    let client = crates::Client::builder().base_url(origin).build()?;
    let mut items = crates::azure::list_items().items(&client);
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item?.id);
    }
    same(ids, ["test1", "test2"])
}

async fn post_action(origin: String) -> Outcome {
    use c_azure_http_specs_azure_resource_manager_operation_templates_openapi_2023_12_01_preview as crates;
    use crates::{Client, StaticToken, models, paging};
    let client = Client::builder().base_url(origin).credential("azure_auth", StaticToken::new("token")).build()?;
    let params = paging::PostActionPagingParams::new("2023-12-01-preview");
    let body = models::LogStatusRequest::new().filter("status eq 'active'");
    let subscription = crates::Uuid::from_bytes([0; 16]);
    let request = paging::post_action_paging(
        subscription,
        crates::ids::ResourceGroupName("test-rg"),
        crates::ids::MonitorName("monitor1"),
        body,
        params,
    );
    let mut items = request.items(&client);
    let mut count = 0;
    while let Some(item) = items.next().await {
        item?;
        count += 1;
    }
    same(count, 2)
}
