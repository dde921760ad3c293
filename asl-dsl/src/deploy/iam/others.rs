//! Services with few actions: Bedrock, Rekognition, Comprehend, Secrets Manager, SSM, CloudWatch, EKS, task tokens.
//! Actions and resources from the Service Authorization Reference.

use super::call::{Call, Reached};
use super::table::{Entry, On, When, entry};
use crate::deploy::kind::{FOUNDATION_MODEL, PARAMETER, SECRET};
use crate::deploy::text::Text;

pub(super) const ENTRIES: &[Entry] = &[
    entry!("bedrock:invokeModel" => When::Always, "InvokeModel", ["bedrock:InvokeModel"], On::Named(&FOUNDATION_MODEL, "ModelId")),
    entry!("bedrockruntime:invokeModel" => When::Always, "InvokeModel", ["bedrock:InvokeModel"], On::Named(&FOUNDATION_MODEL, "ModelId")),
    entry!("secretsmanager:getSecretValue" => When::Always, "ReadSecret", ["secretsmanager:GetSecretValue"], On::By(secret)),
    entry!("ssm:getParameter" => When::Always, "ReadParameter", ["ssm:GetParameter"], On::By(parameter)),
    entry!("cloudwatch:putMetricData" => When::Always, "PutMetrics", ["cloudwatch:PutMetricData"], On::NoResource),
    entry!("xray:putTraceSegments" => When::Always, "PutTraces", ["xray:PutTraceSegments"], On::NoResource),
    entry!("ec2:describeInstances" => When::Always, "DescribeInstances", ["ec2:DescribeInstances"], On::NoResource),
    // A task token is a secret of its own; IAM knows no resource for giving one back.
    entry!("states:sendTaskSuccess" => When::Always, "AnswerTask", ["states:SendTaskSuccess"], On::NoResource),
    entry!("states:sendTaskFailure" => When::Always, "AnswerTask", ["states:SendTaskFailure"], On::NoResource),
    entry!("states:sendTaskHeartbeat" => When::Always, "AnswerTask", ["states:SendTaskHeartbeat"], On::NoResource),
    entry!("comprehend:detectSentiment" => When::Always, "Comprehend", ["comprehend:DetectSentiment"], On::NoResource),
    entry!("comprehend:detectKeyPhrases" => When::Always, "Comprehend", ["comprehend:DetectKeyPhrases"], On::NoResource),
    entry!("comprehend:detectDominantLanguage" => When::Always, "Comprehend", ["comprehend:DetectDominantLanguage"], On::NoResource),
    // An image in S3 is read with the caller's permissions.
    entry!("rekognition:detectLabels" => When::Always, "LookAtImage", ["rekognition:DetectLabels"], On::NoResource;
        When::Has("Image.S3Object"), "ReadImage", ["s3:GetObject"], On::By(image)),
    entry!("rekognition:detectText" => When::Always, "LookAtImage", ["rekognition:DetectText"], On::NoResource;
        When::Has("Image.S3Object"), "ReadImage", ["s3:GetObject"], On::By(image)),
    entry!("rekognition:detectFaces" => When::Always, "LookAtImage", ["rekognition:DetectFaces"], On::NoResource;
        When::Has("Image.S3Object"), "ReadImage", ["s3:GetObject"], On::By(image)),
    // Kubernetes decides (RBAC for the execution role); IAM is not asked.
    Entry { call: "eks:call", permits: &[] },
];

fn image(call: &Call<'_>) -> Vec<Reached> {
    vec![super::storage::object_of(&call.request, "Image.S3Object.Bucket", "Image.S3Object.Name")]
}

/// The ARN of a secret ends in six characters that its name does not have.
fn secret(call: &Call<'_>) -> Vec<Reached> {
    vec![call.named(&SECRET, "SecretId").map(|target| {
        let by_name = target.value.as_hole().is_none() && !target.value.leading().starts_with("arn:");
        if by_name { target.with_suffix("-??????") } else { target }
    })]
}

/// `/app/key` becomes `parameter/app/key`.
fn parameter(call: &Call<'_>) -> Vec<Reached> {
    vec![call.named(&PARAMETER, "Name").map(|mut target| {
        if let Some(name) = target.value.as_literal().and_then(|name| name.strip_prefix('/')) {
            target.value = Text::literal(name);
        }
        target
    })]
}
