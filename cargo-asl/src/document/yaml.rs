//! YAML text to a value with places.
//!
//! One document per text. Anchors are expanded within a budget, merge keys (`<<`) are merged, the short tags of templates (`!Ref`, `!Sub`, …)
//! become the objects that they stand for (`{"Ref": …}`, `{"Fn::Sub": …}`), keys become texts as they are spelled. Comments are kept aside.
//! Depth is bounded as that of JSON is.

mod anchors;
mod object;
mod scalar;
mod spelling;

use std::ops::Range;

use asl_schema::source::{Content, Node, Repeated, TextMap};
use asl_schema::{Path, Segment};
use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};
use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::located::Located;
use anchors::Anchors;
use object::Object;
pub(crate) use scalar::Schema;

/// How deep collections nest: as deep as in JSON that `serde_json` reads.
const DEPTH: usize = 127;

/// What a YAML text holds.
#[derive(Debug)]
pub(crate) struct Yaml {
    pub(crate) located: Located,
    /// Each comment from its `#` on.
    pub(crate) comments: Vec<Range<usize>>,
    /// Plain scalars that YAML 1.1 reads differently than YAML 1.2.
    pub(crate) ambiguous: Vec<Range<usize>>,
}

/// Why a text cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) message: String,
    pub(crate) range: Range<usize>,
    pub(crate) help: Option<String>,
}

impl Fault {
    fn new(message: impl Into<String>, range: Range<usize>) -> Box<Fault> {
        Box::new(Fault { message: message.into(), range, help: None })
    }

    fn with_help(mut self: Box<Fault>, help: impl Into<String>) -> Box<Fault> {
        self.help = Some(help.into());
        self
    }
}

type Result<T> = std::result::Result<T, Box<Fault>>;

/// Reads the one document of a text.
pub(crate) fn read(text: &str, schema: Schema) -> Result<Yaml> {
    let options = granit_parser::options! {
        flow_nesting_limit: DEPTH,
        block_nesting_limit: DEPTH,
        // A long header of comments is no attack: they are kept anyway.
        max_buffered_comment_events: usize::MAX,
        // Where a file ends without a line break, CloudFormation's and SAM's readers add none.
        block_scalar_eof_without_line_feed: true,
    };
    let mut composer = Composer {
        text,
        schema,
        parser: Parser::new_from_str_with_options(text, options),
        anchors: Anchors::default(),
        trail: Vec::new(),
        repeated: Vec::new(),
        comments: Vec::new(),
        ambiguous: Vec::new(),
    };
    let tree = composer.document()?;
    let located = Located { value: tree.value, node: tree.node, repeated: composer.repeated };
    Ok(Yaml { located, comments: composer.comments, ambiguous: composer.ambiguous })
}

/// A value, its places, and its size for the budget of aliases.
#[derive(Debug, Clone)]
struct Tree {
    value: Value,
    node: Node,
    /// How many collections nest in it.
    height: usize,
    weight: usize,
}

struct Composer<'t> {
    text: &'t str,
    schema: Schema,
    parser: Parser<'t, StrInput<'t>>,
    anchors: Anchors,
    /// The way from the root to the value that is being composed.
    trail: Vec<Segment>,
    repeated: Vec<Repeated>,
    comments: Vec<Range<usize>>,
    ambiguous: Vec<Range<usize>>,
}

impl<'t> Composer<'t> {
    fn document(&mut self) -> Result<Tree> {
        let mut found = None;
        loop {
            let (event, range, _) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if found.is_some() => {
                    let fault = Fault::new("a second YAML document begins here", range);
                    return Err(fault.with_help("keep one document in a file"));
                }
                Event::DocumentStart(..) => {
                    let (event, range, tag) = self.next()?;
                    found = Some(self.node(event, range, tag)?);
                }
                _ => break,
            }
        }
        found.ok_or_else(|| Fault::new("the text is empty", 0..0))
    }

    /// The next event but for comments, its range and its tag's.
    fn next(&mut self) -> Result<(Event<'t>, Range<usize>, Range<usize>)> {
        loop {
            let Some(next) = self.parser.next_event() else {
                return Ok((Event::StreamEnd, self.text.len()..self.text.len(), 0..0));
            };
            let (event, span) = next.map_err(|error| self.syntax(&error))?;
            let range = bytes(&span);
            match event {
                Event::Comment(..) => self.comments.push(range),
                event => return Ok((event, range, span.tag_span().map_or(0..0, |tag| bytes(&tag)))),
            }
        }
    }

    fn syntax(&self, error: &ScanError) -> Box<Fault> {
        let start = error.marker().byte_offset().unwrap_or_default().min(self.text.len());
        let next = self.text.get(start..).and_then(|rest| rest.chars().next()).filter(|next| !next.is_control());
        Fault::new(format!("the text is not YAML: {}", error.info()), start..start + next.map_or(0, char::len_utf8))
    }

    fn node(&mut self, event: Event<'t>, range: Range<usize>, tag_range: Range<usize>) -> Result<Tree> {
        let (anchor, tag) = (event.anchor_id().unwrap_or_default(), event.tag().cloned());
        let function = tag.as_ref().and_then(function);
        let depth = self.trail.len();
        if depth > DEPTH {
            return Err(too_deep(range));
        }
        if let Some(function) = &function {
            self.trail.push(Segment::Key(function.clone()));
        }
        let mut tree = match event {
            Event::Scalar(value, style, ..) => self.scalar(&value, style, range, tag.as_ref()),
            Event::SequenceStart(..) => self.list(range)?,
            Event::MappingStart(..) => self.object(range)?,
            Event::Alias(id) => self.anchors.expand(id, range, DEPTH - depth)?,
            _ => return Err(Fault::new("a value is missing here", range)),
        };
        if let Some(function) = function {
            self.trail.pop();
            tree = apply(function, tag_range, tree);
        }
        if anchor != 0 {
            self.anchors.define(anchor, &tree)?;
        }
        Ok(tree)
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: Range<usize>, tag: Option<&Tag>) -> Tree {
        // An empty value is the scalar `~` to the parser.
        let text = if range.is_empty() && style == ScalarStyle::Plain { "" } else { text };
        let is_text = tag.is_some_and(|tag| function(tag).is_some() || is_of_text(tag));
        let value = match style {
            ScalarStyle::Plain if !is_text => {
                if scalar::is_ambiguous(text) {
                    self.ambiguous.push(range.clone());
                }
                scalar::resolve(text, self.schema)
            }
            _ => Value::String(text.to_owned()),
        };
        let content = match value {
            Value::String(_) => {
                spelling::map(self.text, range.clone(), style, text).map_or(Content::Scalar, Content::Text)
            }
            _ => Content::Scalar,
        };
        Tree {
            value,
            node: Node { range: self.without_end(range, style), content },
            height: 0,
            weight: anchors::weight(text),
        }
    }

    /// A block scalar without the line breaks behind its last line.
    fn without_end(&self, range: Range<usize>, style: ScalarStyle) -> Range<usize> {
        match (style, self.text.get(range.clone())) {
            (ScalarStyle::Literal | ScalarStyle::Folded, Some(written)) => {
                range.start..range.start + written.trim_end().len()
            }
            _ => range,
        }
    }

    fn list(&mut self, mut range: Range<usize>) -> Result<Tree> {
        let (mut values, mut nodes, mut height, mut weight) = (Vec::new(), Vec::new(), 0, anchors::weight(""));
        loop {
            let (event, at, tag) = self.next()?;
            if let Event::SequenceEnd = event {
                range.end = end(at, nodes.last(), &range);
                break;
            }
            self.trail.push(Segment::Index(values.len()));
            let item = self.node(event, at, tag)?;
            self.trail.pop();
            height = height.max(item.height);
            weight += item.weight;
            values.push(item.value);
            nodes.push(item.node);
        }
        let node = Node { range, content: Content::List(nodes) };
        Ok(Tree { value: Value::Array(values), node, height: height + 1, weight })
    }

    fn object(&mut self, mut range: Range<usize>) -> Result<Tree> {
        let mut object = Object::default();
        let mut merged = Vec::new();
        loop {
            let (event, key_range, _) = self.next()?;
            let (key, is_merge) = match event {
                Event::MappingEnd => {
                    range.end = end(key_range, object.nodes.values().last().map(|(_, node)| node), &range);
                    break;
                }
                Event::Scalar(key, style, anchor, _) => {
                    let is_merge = key == "<<" && style == ScalarStyle::Plain;
                    let key = if key_range.is_empty() { String::new() } else { key.into_owned() };
                    self.anchor_key(anchor, &key, &key_range)?;
                    (key, is_merge)
                }
                Event::Alias(id) => match self.anchors.expand(id, key_range.clone(), 0)?.value {
                    Value::String(key) => (key, false),
                    _ => return Err(Fault::new("a key is a text; this alias stands for something else", key_range)),
                },
                _ => return Err(Fault::new("a key is a text, not a list or an object", key_range)),
            };
            self.trail.push(Segment::Key(key.clone()));
            let (event, at, tag) = self.next()?;
            let value = self.node(event, at, tag)?;
            if is_merge {
                merged.push((key_range, value));
            } else if let Some(first) = object.insert(key, key_range.clone(), value) {
                let path = self.trail.iter().fold(Path::root(), |path, segment| match segment {
                    Segment::Key(key) => path.key(key.as_str()),
                    Segment::Index(index) => path.index(*index),
                });
                self.repeated.push(Repeated { path, first, second: key_range });
            }
            self.trail.pop();
        }
        for (key, value) in merged {
            object.merge(key, value)?;
        }
        let node = Node { range, content: Content::Object(object.nodes) };
        let (height, weight) = (object.height + 1, object.weight);
        Ok(Tree { value: Value::Object(object.values), node, height, weight })
    }

    /// A key can be an anchor too.
    fn anchor_key(&mut self, anchor: usize, key: &str, range: &Range<usize>) -> Result<()> {
        if anchor == 0 {
            return Ok(());
        }
        let content = Content::Text(TextMap::plain(range.clone()));
        let node = Node { range: range.clone(), content };
        let value = Value::String(key.to_owned());
        self.anchors.define(anchor, &Tree { value, node, height: 0, weight: anchors::weight(key) })
    }
}

/// Where a collection ends: at its bracket, else behind its last item.
fn end(end_event: Range<usize>, last: Option<&Node>, range: &Range<usize>) -> usize {
    match last {
        Some(last) if end_event.is_empty() => last.range.end.max(range.start),
        _ => end_event.end,
    }
}

/// The function of a template that a short tag stands for.
fn function(tag: &Tag) -> Option<String> {
    match (tag.handle(), tag.suffix()) {
        ("!", name @ ("Ref" | "Condition")) => Some(name.to_owned()),
        ("!", name) if !name.is_empty() => Some(format!("Fn::{name}")),
        _ => None,
    }
}

/// `!!str`, the tag `!` alone, and what only YAML's own types know, such as `!!binary`.
fn is_of_text(tag: &Tag) -> bool {
    !matches!(tag.core_suffix(), Some("null" | "bool" | "int" | "float"))
}

/// `!Name value` as the object `{"Fn::Name": value}`.
fn apply(function: String, tag: Range<usize>, tree: Tree) -> Tree {
    let range = tag.start..tree.node.range.end.max(tag.end);
    let content = Content::Object(IndexMap::from([(function.clone(), (tag, tree.node))]));
    let value = Value::Object(Map::from_iter([(function, tree.value)]));
    Tree { value, node: Node { range, content }, height: tree.height + 1, weight: tree.weight }
}

fn too_deep(range: Range<usize>) -> Box<Fault> {
    Fault::new(format!("values nest more than {DEPTH} deep"), range)
}

fn bytes(span: &Span) -> Range<usize> {
    let range = span.byte_range().unwrap_or_default();
    range.start..range.end.max(range.start)
}
