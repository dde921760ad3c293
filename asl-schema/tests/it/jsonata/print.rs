//! A tree as text again, token by token; with brackets around every node when its structure is what matters.

use asl_schema::jsonata::{Argument, Expr, ExprKind, Pair, Step, StepKind};

/// The expression as it could have been written.
pub(crate) fn source(expr: &Expr<'_>, text: &str) -> String {
    Printer { text, brackets: false, out: String::new() }.print(expr)
}

/// The same with `‹…›` around everything that has parts.
pub(crate) fn structure(expr: &Expr<'_>, text: &str) -> String {
    Printer { text, brackets: true, out: String::new() }.print(expr)
}

struct Printer<'t> {
    text: &'t str,
    brackets: bool,
    out: String,
}

impl Printer<'_> {
    fn print(mut self, expr: &Expr<'_>) -> String {
        self.expr(expr);
        self.out
    }

    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn expr(&mut self, expr: &Expr<'_>) {
        let mut has_parts = matches!(expr.kind, ExprKind::Lambda(_));
        expr.for_each_child(|_| has_parts = true);
        let brackets = self.brackets && has_parts;
        if brackets {
            self.put("‹");
        }
        self.kind(expr);
        if brackets {
            self.put("›");
        }
    }

    fn kind(&mut self, expr: &Expr<'_>) {
        match &expr.kind {
            ExprKind::Null => self.put("null"),
            ExprKind::Bool(value) => self.put(&value.to_string()),
            ExprKind::Number(number) => self.put(&number.to_string()),
            ExprKind::String(text) => self.put(&serde_json::to_string(text).unwrap()),
            ExprKind::Regex(regex) => self.put(&format!("/{}/{}", regex.pattern, regex.flags)),
            ExprKind::Name(name) if name.contains('`') => self.put(&format!("{name} ")),
            // Backticks keep `and`, `1` and `a b` names.
            ExprKind::Name(name) => self.put(&format!("`{name}`")),
            ExprKind::Variable(name) => self.put(&format!("${name} ")),
            ExprKind::Wildcard => self.put("* "),
            ExprKind::Descendants => self.put("** "),
            ExprKind::Parent => self.put("% "),
            ExprKind::Negate(operand) => {
                self.put("- ");
                self.expr(operand);
            }
            ExprKind::Binary(binary) => {
                self.expr(&binary.left);
                self.put(&format!(" {} ", binary.operator.text()));
                self.expr(&binary.right);
            }
            ExprKind::Conditional(conditional) => {
                self.expr(&conditional.condition);
                self.put(" ? ");
                self.expr(&conditional.then);
                if let Some(otherwise) = &conditional.otherwise {
                    self.put(" : ");
                    self.expr(otherwise);
                }
            }
            ExprKind::Bind(bind) => {
                self.put(&format!("${} := ", bind.variable.name));
                self.expr(&bind.value);
            }
            ExprKind::Path(path) => {
                self.expr(&path.head);
                path.steps.iter().for_each(|step| self.step(step));
            }
            ExprKind::Block(expressions) => self.list("(", expressions, "; ", ")"),
            ExprKind::Array(items) => self.list("[", items, ", ", "]"),
            ExprKind::Object(pairs) => self.pairs(pairs),
            ExprKind::Call(call) => {
                self.expr(&call.function);
                self.put("(");
                for (index, argument) in call.arguments.iter().enumerate() {
                    self.put(if index > 0 { ", " } else { "" });
                    match argument {
                        Argument::Value(value) => self.expr(value),
                        Argument::Placeholder(_) => self.put("?"),
                    }
                }
                self.put(")");
            }
            ExprKind::Lambda(lambda) => {
                let parameters: Vec<String> =
                    lambda.parameters.iter().map(|parameter| format!("${}", parameter.name)).collect();
                let signature = lambda.signature.map_or("", |span| span.of(self.text));
                self.put(&format!("function({}){signature}{{", parameters.join(", ")));
                self.expr(&lambda.body);
                self.put("}");
            }
            ExprKind::Transform(transform) => {
                self.put("| ");
                self.expr(&transform.pattern);
                self.put(" | ");
                self.expr(&transform.update);
                if let Some(delete) = &transform.delete {
                    self.put(", ");
                    self.expr(delete);
                }
                self.put(" |");
            }
        }
    }

    fn list(&mut self, open: &str, expressions: &[Expr<'_>], between: &str, close: &str) {
        self.put(open);
        for (index, expr) in expressions.iter().enumerate() {
            self.put(if index > 0 { between } else { "" });
            self.expr(expr);
        }
        self.put(close);
    }

    fn pairs(&mut self, pairs: &[Pair<'_>]) {
        self.put("{");
        for (index, pair) in pairs.iter().enumerate() {
            self.put(if index > 0 { ", " } else { "" });
            self.expr(&pair.key);
            self.put(": ");
            self.expr(&pair.value);
        }
        self.put("}");
    }

    fn step(&mut self, step: &Step<'_>) {
        match &step.kind {
            StepKind::Map(expr) => {
                self.put(".");
                self.expr(expr);
            }
            StepKind::Filter(expr) => {
                self.put("[");
                self.expr(expr);
                self.put("]");
            }
            StepKind::KeepArray => self.put("[]"),
            StepKind::Focus(variable) => self.put(&format!("@${} ", variable.name)),
            StepKind::Index(variable) => self.put(&format!("#${} ", variable.name)),
            StepKind::Sort(terms) => {
                self.put("^(");
                for (index, term) in terms.iter().enumerate() {
                    self.put(if index > 0 { ", " } else { "" });
                    self.put(if term.descending { ">" } else { "<" });
                    self.expr(&term.key);
                }
                self.put(")");
            }
            StepKind::Group(pairs) => self.pairs(pairs),
        }
    }
}
