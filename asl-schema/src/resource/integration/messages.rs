//! Messages, events, other machines and HTTP.

use super::Integration;
use crate::resource::pattern::Patterns;

pub(super) static TABLE: &[Integration] = &[
    Integration::of("sns", "publish", Patterns::RESPONSE_TOKEN)
        .takes(
            "!Message MessageAttributes MessageDeduplicationId MessageGroupId MessageStructure \
             PhoneNumber Subject TargetArn TopicArn",
        )
        .answers("MessageId SdkHttpMetadata SdkResponseMetadata SequenceNumber"),
    Integration::of("sqs", "sendMessage", Patterns::RESPONSE_TOKEN)
        .takes("DelaySeconds MessageAttributes !MessageBody MessageDeduplicationId MessageGroupId !QueueUrl")
        .answers(
            "MD5OfMessageAttributes MD5OfMessageBody MD5OfMessageSystemAttributes MessageId \
             SdkHttpMetadata SdkResponseMetadata SequenceNumber",
        ),
    Integration::of("events", "putEvents", Patterns::RESPONSE_TOKEN)
        .takes("!Entries")
        .answers_at_least("Entries FailedEntryCount"),
    Integration::of("states", "startExecution", Patterns::ALL)
        .takes("Input Name !StateMachineArn")
        .answers("ExecutionArn SdkHttpMetadata SdkResponseMetadata StartDate")
        .job_answers(
            "Cause Error ExecutionArn Input InputDetails MapRunArn Name Output OutputDetails RedriveCount \
             RedriveDate RedriveStatus RedriveStatusReason StartDate StateMachineAliasArn StateMachineArn \
             StateMachineVersionArn Status StopDate TraceHeader",
        ),
    Integration::of("apigateway", "invoke", Patterns::RESPONSE_TOKEN)
        .takes("AllowNullValues !ApiEndpoint AuthType Headers !Method Path QueryParameters RequestBody Stage")
        .answers("Headers ResponseBody StatusCode StatusText"),
    Integration::of("http", "invoke", Patterns::RESPONSE)
        .takes(
            "!ApiEndpoint Authentication Headers InvocationConfig !Method QueryParameters RequestBody \
             Transform",
        )
        .answers_at_least("Headers ResponseBody StatusCode StatusText"),
];
