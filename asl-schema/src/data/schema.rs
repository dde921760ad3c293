//! The shape that a JSON Schema describes.

use serde_json::{Map, Value};

use super::Shape;
use super::parts::MAX_DEPTH;

/// How many schemas are looked at: references may lead to more than anybody wrote.
const MOST: u32 = 10_000;

impl Shape {
    /// The shape of what a JSON Schema allows. Objects are open unless the schema says `additionalProperties: false`.
    ///
    /// `type`, `properties`, `required`, `items`, `prefixItems`, `enum`, `const`, `anyOf`, `oneOf` and references within the document are
    /// heeded. `allOf` and everything else that would only exclude values is not, nor is anything that nests too deeply: there the shape
    /// allows more than the schema does.
    ///
    /// ```
    /// use asl_schema::data::Shape;
    /// use serde_json::json;
    ///
    /// let order = Shape::from_json_schema(&json!({
    ///     "type": "object",
    ///     "properties": { "id": { "type": "string" }, "lines": { "type": "array", "items": { "$ref": "#/$defs/line" } } },
    ///     "required": ["id"],
    ///     "additionalProperties": false,
    ///     "$defs": { "line": { "type": "object", "properties": { "sku": { "type": "string" } } } }
    /// }));
    /// assert_eq!(order.to_string(), "{id: text, lines?: [{sku?: text, …}, …]}");
    /// ```
    pub fn from_json_schema(schema: &Value) -> Shape {
        Reader { document: schema, left: MOST }.shape(schema, 0)
    }
}

struct Reader<'s> {
    document: &'s Value,
    left: u32,
}

impl<'s> Reader<'s> {
    fn shape(&mut self, schema: &'s Value, depth: u8) -> Shape {
        if self.left == 0 || depth >= MAX_DEPTH {
            return Shape::unknown();
        }
        self.left -= 1;
        let Value::Object(schema) = schema else { return Shape::unknown() };
        // `allOf` allows no more than each of its parts; but which fields are closed depends on all of them.
        if schema.contains_key("allOf") {
            return Shape::unknown();
        }
        if let Some(Value::String(reference)) = schema.get("$ref") {
            let target = reference.strip_prefix('#').and_then(|pointer| self.document.pointer(pointer));
            return target.map_or_else(Shape::unknown, |target| self.shape(target, depth + 1));
        }
        for word in ["anyOf", "oneOf"] {
            if let Some(Value::Array(options)) = schema.get(word) {
                let shapes = options.iter().map(|option| self.shape(option, depth + 1));
                return shapes.fold(Shape::never(), |all, one| all.or(&one));
            }
        }
        if let Some(value) = schema.get("const") {
            return Shape::exactly(value);
        }
        if let Some(Value::Array(values)) = schema.get("enum") {
            self.left = self.left.saturating_sub(u32::try_from(values.len()).unwrap_or(MOST));
            return values.iter().fold(Shape::never(), |all, value| all.or(&Shape::exactly(value)));
        }
        match schema.get("type") {
            Some(Value::String(word)) => self.typed(word, schema, depth),
            Some(Value::Array(words)) => {
                let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
                words.into_iter().fold(Shape::never(), |all, word| all.or(&self.typed(word, schema, depth)))
            }
            _ => Shape::unknown(),
        }
    }

    fn typed(&mut self, word: &str, schema: &'s Map<String, Value>, depth: u8) -> Shape {
        match word {
            "null" => Shape::null(),
            "boolean" => Shape::boolean(),
            "number" | "integer" => Shape::number(),
            "string" => Shape::text(),
            "array" => self.list(schema, depth),
            "object" => self.object(schema, depth),
            _ => Shape::unknown(),
        }
    }

    fn list(&mut self, schema: &'s Map<String, Value>, depth: u8) -> Shape {
        let first = schema.get("prefixItems").and_then(Value::as_array).into_iter().flatten();
        let mut all = first.fold(Shape::never(), |all, item| all.or(&self.shape(item, depth + 1)));
        all = match schema.get("items") {
            Some(Value::Bool(false)) => all,
            // The older form of `prefixItems`.
            Some(Value::Array(_)) | None => Shape::unknown(),
            Some(items) => all.or(&self.shape(items, depth + 1)),
        };
        Shape::list_of(all)
    }

    fn object(&mut self, schema: &'s Map<String, Value>, depth: u8) -> Shape {
        let required = schema.get("required").and_then(Value::as_array);
        let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|own| own == name));
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut fields = Vec::new();
        for (name, property) in properties.into_iter().flatten() {
            let shape = self.shape(property, depth + 1);
            fields.push((name, if is_required(name) { shape } else { shape.optional() }));
        }
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false))
            && !["patternProperties", "dependentSchemas", "if", "$dynamicRef"]
                .iter()
                .any(|word| schema.contains_key(*word));
        if closed { Shape::object(fields) } else { Shape::open_object(fields) }
    }
}
