//! Makes names unique: of states in the whole machine, of variables along every chain of scopes (here: in the machine).

use super::cx::Ids;
use super::graph::{Graph, Name, Node};
use crate::jsonata::is_reserved;
use asl_hir::{Span, VarId};
use std::collections::{BTreeMap, BTreeSet};

/// State names: at most 80 characters.
const MAX_STATE_NAME: usize = 80;

/// The names of a machine's states, in the order of [`states_of`].
pub(crate) fn state_names(graph: &Graph) -> Vec<String> {
    let mut nodes = Vec::new();
    collect(graph, &mut nodes);
    let mut taken = Taken::default();
    let mut names: Vec<Option<String>> = vec![None; nodes.len()];
    // The user's own names first: nothing else may take them.
    for (i, name) in nodes.iter().enumerate().filter(|(_, name)| name.fixed) {
        names[i] = Some(taken.state(shorten(&name.base)));
    }
    let mut sharing: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, name) in nodes.iter().enumerate().filter(|(_, name)| !name.fixed) {
        sharing.entry(&name.base).or_default().push(i);
    }
    for group in sharing.into_values() {
        let shallowest = group.iter().map(|i| nodes[*i].path.len()).min().unwrap_or(0);
        let alone = group.iter().filter(|i| nodes[**i].path.len() == shallowest).count() == 1;
        for i in group {
            let plain = alone && nodes[i].path.len() == shallowest;
            names[i] = Some(pick(nodes[i], plain, &mut taken));
        }
    }
    names.into_iter().map(Option::unwrap_or_default).collect()
}

/// Names that the user fixed in two places, each with the later one.
pub(crate) fn fixed_twice(graph: &Graph) -> Vec<(String, Span)> {
    fn visit(graph: &Graph, first: &mut BTreeMap<String, Span>, twice: &mut Vec<(String, Span)>) {
        for node in &graph.nodes {
            if node.name.fixed && *first.entry(node.name.base.clone()).or_insert(node.span) != node.span {
                twice.push((node.name.base.clone(), node.span));
            }
            node.inner().iter().for_each(|inner| visit(inner, first, twice));
        }
    }
    let mut twice = Vec::new();
    visit(graph, &mut BTreeMap::new(), &mut twice);
    twice
}

/// The first candidate that is free: the plain name, then with the enclosing construct, then with the result's
/// variable, then with more constructs. A number only where the user wrote the same thing twice in one place.
fn pick(name: &Name, plain: bool, taken: &mut Taken) -> String {
    let result = name.result.as_ref().map(|result| format!("{} for {}", name.base, result.replace('_', " ")));
    let mut candidates: Vec<String> = Vec::new();
    if plain {
        candidates.push(name.base.clone());
    }
    if name.path.is_empty() {
        candidates.extend(result.clone());
        candidates.push(name.base.clone());
    }
    for depth in 1..=name.path.len() {
        let around: Vec<&str> = name.path[name.path.len() - depth..].iter().rev().map(String::as_str).collect();
        candidates.push(format!("{} {}", name.base, around.join(" ")));
        if let Some(result) = &result {
            candidates.push(format!("{result} {}", around.join(" ")));
        }
    }
    let mut candidates = candidates.iter().map(|name| shorten(name));
    let first = candidates.next().unwrap_or_else(|| "State".to_owned());
    if taken.claim(&first) {
        return first;
    }
    match candidates.find(|candidate| taken.claim(candidate)) {
        Some(candidate) => candidate,
        None => taken.state(first),
    }
}

/// The names that are taken. It remembers how far each name was numbered: a generated workflow calls one task ten thousand times.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    names: BTreeSet<String>,
    /// The last number given to what was asked for.
    numbered: BTreeMap<String, u32>,
}

impl Taken {
    /// Takes these names.
    pub(crate) fn new(names: impl IntoIterator<Item = String>) -> Self {
        Taken { names: names.into_iter().collect(), numbered: BTreeMap::new() }
    }

    /// Takes a name. `false` if it was taken.
    pub(crate) fn claim(&mut self, name: &str) -> bool {
        !self.names.contains(name) && self.names.insert(name.to_owned())
    }

    /// Takes `name`, or the first of `numbered(2)`, `numbered(3)`, … that is free.
    pub(crate) fn first_free(&mut self, name: &str, numbered: impl Fn(u32) -> String) -> String {
        if self.claim(name) {
            return name.to_owned();
        }
        let mut n = self.numbered.get(name).copied().unwrap_or(1);
        loop {
            n += 1;
            let candidate = numbered(n);
            if self.claim(&candidate) {
                self.numbered.insert(name.to_owned(), n);
                return candidate;
            }
        }
    }

    fn state(&mut self, name: String) -> String {
        self.first_free(&name, |n| {
            let suffix = format!(" ({n})");
            name.chars().take(MAX_STATE_NAME - suffix.len()).chain(suffix.chars()).collect()
        })
    }
}

/// Cuts a name to 80 characters, with a hash of the whole so that two long names stay apart. Takes out what
/// deployment tools or terminals would interpret.
fn shorten(name: &str) -> String {
    let clean: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let clean = inert(&clean);
    if clean.chars().count() <= MAX_STATE_NAME {
        return clean;
    }
    // FNV-1a: stable, and good enough to tell names apart.
    let hash = clean
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    let head: String = clean.chars().take(MAX_STATE_NAME - 9).collect();
    format!("{head}~{:08x}", hash as u32)
}

/// Text that can't be an expression, with nothing left in it that a deployment tool would substitute or JSONata evaluate.
pub(crate) fn inert(text: &str) -> String {
    text.replace("${", "$ {").replace("%{", "% {").replace("{%", "{ %").replace("%}", "% }")
}

fn collect<'g>(graph: &'g Graph, into: &mut Vec<&'g Name>) {
    for node in &graph.nodes {
        into.push(&node.name);
        for inner in node.inner() {
            collect(inner, into);
        }
    }
}

/// The names of the machine's variables: what the user called them where that is free.
///
/// A name starts with a letter (`_x` is no name to Step Functions), is no JSONata function's and not `states`, and is unique in the
/// machine, so that no scope shadows another.
pub(crate) fn variable_names(graph: &Graph, ids: &Ids) -> BTreeMap<VarId, String> {
    let mut assigned = Vec::new();
    assignments(graph, &mut assigned);
    let mut taken = Taken::default();
    let mut names = BTreeMap::new();
    for var in assigned {
        if names.contains_key(&var) {
            continue;
        }
        let base = variable_base(ids.hint(var));
        let name = loop {
            let name = taken.first_free(&base, |n| format!("{base}_{n}"));
            if !is_reserved(&name) {
                break name;
            }
        };
        names.insert(var, name);
    }
    names
}

fn variable_base(hint: &str) -> String {
    let name: String =
        hint.trim_start_matches('_').chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).take(60).collect();
    if name.starts_with(char::is_alphabetic) { name } else { format!("v{name}") }
}

fn assignments(graph: &Graph, into: &mut Vec<VarId>) {
    for node in &graph.nodes {
        for arc in node.arcs() {
            into.extend(arc.assign.assigned());
        }
        for inner in node.inner() {
            assignments(inner, into);
        }
    }
}

/// Every node of a graph and of the graphs inside, in the order of [`state_names`].
pub(crate) fn count(node: &Node) -> usize {
    1 + node.inner().iter().flat_map(|graph| &graph.nodes).map(count).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(base: &str, path: &[&str]) -> Name {
        Name { base: base.into(), path: path.iter().map(|p| (*p).to_owned()).collect(), ..Name::default() }
    }

    fn names(of: Vec<Name>) -> Vec<String> {
        let nodes = of
            .into_iter()
            .map(|name| Node {
                kind: super::super::graph::NodeKind::Pass,
                name,
                span: Default::default(),
                exit: Default::default(),
                rules: vec![],
                catches: vec![],
            })
            .collect();
        state_names(&Graph { nodes, start: Some(0) })
    }

    #[test]
    fn a_name_used_once_is_plain_wherever_it_stands() {
        assert_eq!(names(vec![name("Charge", &["in loop", "if paid"])]), ["Charge"]);
    }

    #[test]
    fn on_collision_the_enclosing_construct_tells_them_apart() {
        let got = names(vec![
            name("Cancel flight", &["when book hotel failed"]),
            name("Cancel flight", &["when book car failed"]),
            name("Cancel flight", &[]),
        ]);
        assert_eq!(
            got,
            ["Cancel flight when book hotel failed", "Cancel flight when book car failed", "Cancel flight"]
        );
    }

    #[test]
    fn a_number_is_the_last_resort() {
        assert_eq!(names(vec![name("Ping", &[]), name("Ping", &[])]), ["Ping", "Ping (2)"]);
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let a = format!("{}a", "x".repeat(100));
        let b = format!("{}b", "x".repeat(100));
        let got = names(vec![name(&a, &[]), name(&b, &[])]);
        assert!(got.iter().all(|name| name.chars().count() == 80), "{got:?}");
        assert_ne!(got[0], got[1]);
    }
}
