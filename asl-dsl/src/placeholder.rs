//! [`placeholder!`](crate::placeholder): a text that is known only when the machine is deployed.

/// A text that is filled when the machine is deployed, such as the ARN of a topic in the same stack: `${TopicArn}` in the definition.
///
/// CloudFormation and SAM fill it by `DefinitionSubstitutions`, Terraform by `templatefile`; the template of
/// [`Deployment`](crate::deploy::Deployment) binds it to a resource, or makes it a parameter. Any other text of a workflow is data: a `${…}` in a
/// literal is never filled. Natively it is the text `${TopicArn}` itself.
///
/// The name has letters and digits only, as a logical id of CloudFormation.
///
/// ```
/// use asl_dsl::prelude::*;
///
/// #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
/// #[serde(rename_all = "PascalCase")]
/// struct Publish {
///     topic_arn: String,
///     message: String,
/// }
///
/// #[task(resource = "arn:aws:states:::sns:publish")]
/// async fn publish(request: Publish) -> ();
///
/// #[workflow]
/// async fn announce(message: String) {
///     publish(Publish { topic_arn: placeholder!("TopicArn"), message }).await;
/// }
///
/// let definition = announce::definition()?;
/// assert!(definition.to_json_string().contains(r#""TopicArn": "${TopicArn}""#));
/// assert_eq!(definition.deployment().placeholders(), ["TopicArn"]);
/// # Ok::<(), asl_dsl::Report>(())
/// ```
#[macro_export]
macro_rules! placeholder {
    ($name:literal) => {
        ::std::string::String::from(::core::concat!("${", $name, "}"))
    };
}
