//! DynamoDB: <https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html>; actions and resources from the Service
//! Authorization Reference.
//!
//! A table under a customer managed key needs `kms:Decrypt` on it through the table's own grant, not through this role.

use super::call::{Call, Reached};
use super::request::Known;
use super::table::{Entry, On, When, entry};
use crate::deploy::kind::TABLE;

const TABLE_NAME: On = On::Named(&TABLE, "TableName");

pub(super) const ENTRIES: &[Entry] = &[
    entry!("dynamodb:getItem" => When::Always, "GetItem", ["dynamodb:GetItem"], TABLE_NAME),
    entry!("dynamodb:putItem" => When::Always, "PutItem", ["dynamodb:PutItem"], TABLE_NAME),
    entry!("dynamodb:updateItem" => When::Always, "UpdateItem", ["dynamodb:UpdateItem"], TABLE_NAME),
    entry!("dynamodb:deleteItem" => When::Always, "DeleteItem", ["dynamodb:DeleteItem"], TABLE_NAME),
    entry!("dynamodb:describeTable" => When::Always, "DescribeTable", ["dynamodb:DescribeTable"], TABLE_NAME),
    entry!("dynamodb:query" => When::Always, "Query", ["dynamodb:Query"], On::By(table_or_index)),
    entry!("dynamodb:scan" => When::Always, "Scan", ["dynamodb:Scan"], On::By(table_or_index)),
];

/// A query of an index is authorised on the index alone.
fn table_or_index(call: &Call<'_>) -> Vec<Reached> {
    let table = call.named(&TABLE, "TableName");
    let index = match call.request.member("IndexName") {
        Known::Absent => return vec![table],
        Known::Whole(index) => index,
        // The indexes of a known table stay within what the table's owner decided to hold there.
        Known::Start(_) | Known::Computed(_) => crate::deploy::text::Text::literal("*"),
    };
    vec![table.map(|table| {
        let mut target = table.with_suffix("/index/");
        target.suffix.extend(&index);
        target
    })]
}
