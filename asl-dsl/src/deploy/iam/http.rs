//! Tasks that call a URL: HTTP endpoints and API Gateway.
//!
//! <https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html> (IAM permissions to run an HTTP task) and
//! `connect-api-gateway.html`. An HTTP task is allowed for one method and one URL, on the machine itself.

use super::call::{Call, Of, Target, Unknown, has_wildcard};
use super::need::{Condition, Need, Needs, Resources};
use super::request::Known;
use crate::deploy::kind::{CONNECTION, REST_API};
use crate::deploy::text::Text;

/// `arn:aws:states:::http:invoke`.
pub(super) fn invoke(call: &Call<'_>, needs: &mut Needs<'_>) {
    let actions = ["states:InvokeHTTPEndpoint"];
    let url = match call.request.member("ApiEndpoint") {
        Known::Whole(url) if !has_wildcard(&url) => Some(url),
        // Less than a host would let the connection's credentials go anywhere.
        Known::Start(url) if !has_wildcard(&url) && names_host(url.leading()) => Some(url.with("*")),
        _ => None,
    };
    let method = match call.request.member("Method") {
        Known::Whole(method) => Some(method),
        _ => None,
    };
    if url.is_none() && !needs.is_granted(call.state, &actions) && !needs.is_any_allowed(call.state) {
        needs.report_unknown_url(call, &actions);
    } else if url.is_some() || needs.is_any_allowed(call.state) {
        needs.add(Need {
            state: call.state.to_owned(),
            purpose: "CallEndpoint",
            actions: actions.iter().map(|action| (*action).to_owned()).collect(),
            resources: Resources::Machine,
            condition: Condition::Http { method, url },
            call: String::new(),
        });
    }
    let field = if call.request.has("InvocationConfig.ConnectionArn") {
        "InvocationConfig.ConnectionArn"
    } else {
        "Authentication.ConnectionArn"
    };
    let connection = call.named(&CONNECTION, field);
    needs.reach(call, "UseConnection", &["events:RetrieveConnectionCredentials"], vec![connection.clone()]);
    let secret = connection.map(|connection| connection.of(Of::ConnectionSecret));
    let actions = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"];
    needs.reach(call, "ReadConnectionSecret", &actions, vec![secret]);
}

/// `https://api.example.com/`: everything up to the path.
fn names_host(url: &str) -> bool {
    url.strip_prefix("https://").is_some_and(|rest| rest.find('/').is_some_and(|end| end > 0))
}

/// `arn:aws:states:::apigateway:invoke`: only `IAM_ROLE` and `RESOURCE_POLICY` sign the call as the role.
pub(super) fn api_gateway(call: &Call<'_>, needs: &mut Needs<'_>) {
    let actions = ["execute-api:Invoke"];
    match call.request.member("AuthType") {
        Known::Absent => return,
        Known::Whole(kind) if kind.as_literal() == Some("NO_AUTH") => return,
        _ => {}
    }
    let unknown = |field: &str| Unknown::new(&REST_API, field, "is not a host `API.execute-api.REGION.amazonaws.com`");
    let host = match call.request.member("ApiEndpoint") {
        Known::Whole(host) => host,
        _ => return needs.reach(call, "InvokeApi", &actions, vec![Err(unknown("ApiEndpoint"))]),
    };
    let Some(api) = api_id(&host) else {
        return needs.reach(call, "InvokeApi", &actions, vec![Err(unknown("ApiEndpoint"))]);
    };
    let literal = |field: &str| match call.request.member(field) {
        Known::Whole(text) if !has_wildcard(&text) => text,
        _ => Text::literal("*"),
    };
    let mut value = api;
    for part in [literal("Stage"), literal("Method")] {
        value.push_str("/");
        value.extend(&part);
    }
    let path = literal("Path");
    value.push_str(if path.leading().starts_with('/') { "" } else { "/" });
    value.extend(&path);
    needs.reach(call, "InvokeApi", &actions, vec![Ok(Target::new(&REST_API, value))]);
}

/// The id of the API: what stands before `.execute-api.`.
fn api_id(host: &Text) -> Option<Text> {
    use crate::deploy::text::Piece;
    let mut id = Text::default();
    for piece in host.pieces() {
        match piece {
            Piece::Literal(text) => match text.split_once(".execute-api.") {
                Some((before, _)) => {
                    id.push_str(before);
                    return (id != Text::default()).then_some(id);
                }
                None => id.push_str(text),
            },
            other => id.push(other.clone()),
        }
    }
    None
}
