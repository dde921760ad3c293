//! S3: <https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html> for readers and writers of a Distributed Map;
//! the actions of AWS SDK calls from the Service Authorization Reference, where `ListObjectsV2` is `s3:ListBucket`.
//!
//! An object whose key is computed is any object of its bucket. A bucket under a customer managed key needs `kms:Decrypt` (reading) and
//! `kms:GenerateDataKey` (writing) on the key besides, which the request does not name.

use super::call::{Call, Reached, Unknown, has_wildcard, named};
use super::request::{Known, Request};
use super::table::{Entry, On, Permit, When, entry};
use crate::deploy::kind::BUCKET;
use crate::deploy::text::Text;

pub(super) const ENTRIES: &[Entry] = &[
    entry!("s3:getObject" => When::Always, "ReadObject", ["s3:GetObject"], On::By(object)),
    entry!("s3:headObject" => When::Always, "ReadObject", ["s3:GetObject"], On::By(object)),
    entry!("s3:putObject" => When::Always, "WriteObject", ["s3:PutObject"], On::By(object)),
    entry!("s3:deleteObject" => When::Always, "DeleteObject", ["s3:DeleteObject"], On::By(object)),
    entry!("s3:listObjectsV2" => When::Always, "ListObjects", ["s3:ListBucket"], On::Named(&BUCKET, "Bucket")),
    entry!("s3:headBucket" => When::Always, "ListObjects", ["s3:ListBucket"], On::Named(&BUCKET, "Bucket")),
    entry!("s3:listBuckets" => When::Always, "ListBuckets", ["s3:ListAllMyBuckets"], On::NoResource),
    entry!("s3:copyObject" => When::Always, "ReadSource", ["s3:GetObject"], On::By(copy_source);
        When::Always, "WriteObject", ["s3:PutObject"], On::By(object)),
];

/// What the `ResultWriter` of a Distributed Map needs below its prefix.
pub(super) const RESULT_WRITER: Permit = Permit {
    when: When::Always,
    purpose: "WriteResults",
    actions: &["s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload"],
    on: On::By(below_prefix),
};

/// What an `ItemReader` needs that loads every object it lists.
pub(super) const READ_BELOW_PREFIX: Permit = Permit {
    when: When::Always,
    purpose: "ReadItems",
    actions: &["s3:GetObject"],
    on: On::By(below_prefix_without_slash),
};

fn object(call: &Call<'_>) -> Vec<Reached> {
    vec![object_of(&call.request, "Bucket", "Key")]
}

/// The object that two members of a request name.
pub(super) fn object_of(request: &Request<'_>, bucket_field: &str, key_field: &str) -> Reached {
    let mut target = bucket(request, bucket_field)?.with_suffix("/");
    match request.dotted(key_field) {
        Known::Whole(key) if !has_wildcard(&key) => target.suffix.extend(&key),
        Known::Start(key) if !has_wildcard(&key) => {
            target.suffix.extend(&key);
            target.suffix.push_str("*");
        }
        _ => target.suffix.push_str("*"),
    }
    Ok(target)
}

/// The bucket must be known: `bucket-*/key` would reach into the buckets of strangers.
fn bucket(request: &Request<'_>, field: &str) -> Reached {
    let target = named(request, &BUCKET, field)?;
    if target.suffix.pieces().is_empty() {
        return Ok(target);
    }
    Err(Unknown::new(&BUCKET, field, "is computed"))
}

/// `CopySource` is `bucket/key`.
fn copy_source(call: &Call<'_>) -> Vec<Reached> {
    let unknown = |why: &str| Unknown::new(&BUCKET, "CopySource", why);
    vec![match call.named(&BUCKET, "CopySource") {
        Ok(target) if !target.suffix.pieces().is_empty() => Err(unknown("is computed")),
        Ok(target) if target.value.leading().starts_with('/') => Err(unknown("begins with `/` instead of the bucket")),
        other => other,
    }]
}

fn below_prefix(call: &Call<'_>) -> Vec<Reached> {
    vec![below(&call.request, true)]
}

fn below_prefix_without_slash(call: &Call<'_>) -> Vec<Reached> {
    vec![below(&call.request, false)]
}

/// A writer puts a `/` behind its prefix, a listing takes the prefix as it is.
fn below(request: &Request<'_>, slash: bool) -> Reached {
    let mut target = bucket(request, "Bucket")?.with_suffix("/");
    match request.member("Prefix") {
        Known::Whole(prefix) if !has_wildcard(&prefix) && prefix != Text::default() => {
            target.suffix.extend(&prefix);
            let ends = matches!(prefix.pieces().last(), Some(crate::deploy::text::Piece::Literal(text)) if text.ends_with('/'));
            target.suffix.push_str(if slash && !ends { "/*" } else { "*" });
        }
        Known::Start(prefix) if !has_wildcard(&prefix) => {
            target.suffix.extend(&prefix);
            target.suffix.push_str("*");
        }
        _ => target.suffix.push_str("*"),
    }
    Ok(target)
}
