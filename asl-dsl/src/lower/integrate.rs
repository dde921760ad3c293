//! How a task is called: `Resource`, `Arguments`, and where its result stands.

use super::cx::Value;
use super::token::task_token;
use crate::jsonata::{Jx, Root};
use crate::task::{Integration, TaskInfo, body_of};

/// The request of a call.
pub(super) fn request(task: &TaskInfo, args: Vec<Value>) -> Jx {
    match <[Value; 1]>::try_from(args) {
        Ok([only]) => only.x,
        Err(args) => Jx::object(task.params.iter().copied().zip(args.into_iter().map(|arg| arg.x))),
    }
}

/// `Resource`, `Arguments`, and where the result stands.
pub(super) fn integrate(integration: &Integration, request: Jx) -> (String, Jx, Jx) {
    let result = Jx::Root(Root::Result);
    let resource = integration.resource().to_owned();
    match integration {
        Integration::Lambda { function } => (
            resource,
            Jx::object([("FunctionName", Jx::Verbatim((*function).into())), ("Payload", request)]),
            Jx::field(result, "Payload"),
        ),
        Integration::LambdaCallback { function } => (
            resource,
            Jx::object([
                ("FunctionName", Jx::Verbatim((*function).into())),
                ("Payload", Jx::object([("taskToken", task_token()), ("input", request)])),
            ]),
            result,
        ),
        Integration::Resource { .. } | Integration::Activity { .. } => (resource, request, result),
        Integration::Http { method, endpoint, connection } => {
            let mut arguments = vec![
                ("ApiEndpoint", Jx::Verbatim((*endpoint).into())),
                ("Method", Jx::str(*method)),
                ("InvocationConfig", Jx::object([("ConnectionArn", Jx::Verbatim((*connection).into()))])),
            ];
            if request != Jx::object::<&str>([]) {
                arguments.push((body_of(method), request));
            }
            (resource, Jx::object(arguments), Jx::field(result, "ResponseBody"))
        }
        Integration::Workflow { machine } => (
            resource,
            Jx::object([("StateMachineArn", Jx::Verbatim((*machine).into())), ("Input", request)]),
            Jx::field(result, "Output"),
        ),
    }
}
