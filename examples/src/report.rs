//! What an example tells its reader: the machine in numbers, what was checked, where the files are, how to deploy them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use asl_dsl::deploy::{Deployment, Template};
use asl_dsl::{Definition, diagram};
use asl_schema::Diagnostic;

/// The report on files written in the order definition, template, diagram.
pub(crate) fn text(
    definition: &Definition,
    template: &Template,
    deployment: &Deployment<'_>,
    paths: &[PathBuf],
) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut out, definition, template, deployment, paths);
    out
}

fn write(
    out: &mut String,
    definition: &Definition,
    template: &Template,
    deployment: &Deployment<'_>,
    paths: &[PathBuf],
) -> std::fmt::Result {
    let summary = diagram::summary(definition.machine().machine());
    writeln!(out, "{}\n", definition.name())?;
    let top = match summary.top_level {
        top if top == summary.states => String::new(),
        top => format!(", {top} of them at the top level"),
    };
    writeln!(out, "  states       {}{top}", summary.states)?;
    let shortest = summary.shortest.map_or("none".to_owned(), |shortest| shortest.to_string());
    writeln!(out, "  transitions  {shortest} on the shortest path that ends well,")?;
    writeln!(
        out,
        "               {} on the longest that enters no state twice (each Map with one item)",
        summary.longest
    )?;
    let warnings: Vec<&Diagnostic> = definition.warnings().iter().chain(template.warnings()).collect();
    let found = match warnings.len() {
        0 => "nothing found".to_owned(),
        1 => "1 finding, below".to_owned(),
        several => format!("{several} findings, below"),
    };
    writeln!(out, "  checked      expressions and types by rustc, the machine by {} rules: {found}", rules())?;
    writeln!(out, "  role         {}", role(template))?;
    for warning in warnings {
        writeln!(out, "\n{warning}")?;
    }

    writeln!(out)?;
    let meanings = ["Amazon States Language", "CloudFormation", "Mermaid diagram"];
    let width = paths.iter().map(|path| path.display().to_string().chars().count()).max().unwrap_or(0);
    for (path, meaning) in paths.iter().zip(meanings) {
        writeln!(out, "  {:width$}  {meaning}", path.display().to_string())?;
    }
    if let [asl, template_path, ..] = paths {
        writeln!(out, "\nDeploy the machine with its role and log group:\n")?;
        writeln!(out, "  aws cloudformation deploy --stack-name {} \\", definition.name().replace('_', "-"))?;
        write!(out, "    --template-file {} --capabilities CAPABILITY_IAM", shell(template_path))?;
        let parameters: Vec<&String> =
            template.value()["Parameters"].as_object().into_iter().flat_map(|p| p.keys()).collect();
        if !parameters.is_empty() {
            write!(out, " \\\n    --parameter-overrides")?;
            for name in parameters {
                write!(out, " {name}=…")?;
            }
        }
        writeln!(out, "\n\nor the definition alone, in a SAM template of yours:\n")?;
        writeln!(out, "  Type: AWS::Serverless::StateMachine\n  Properties:")?;
        writeln!(out, "    DefinitionUri: {}", asl.display())?;
        writeln!(out, "    Policies: …  # the statements of StateMachineRole")?;
        let placeholders = deployment.placeholders();
        if !placeholders.is_empty() {
            writeln!(out, "    DefinitionSubstitutions:")?;
            for name in placeholders {
                writeln!(out, "      {name}: …")?;
            }
        }
    }
    Ok(())
}

/// How many rules the machine and its deployment went through.
pub(crate) fn rules() -> usize {
    asl_schema::check::rules().count() + asl_dsl::deploy::RULES.len()
}

/// What the role of the template allows, in one line.
fn role(template: &Template) -> String {
    let statements = template.value()["Resources"]["StateMachineRole"]["Properties"]["Policies"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|policy| policy["PolicyDocument"]["Statement"].as_array().into_iter().flatten());
    let mut actions = BTreeSet::new();
    for statement in statements {
        match &statement["Action"] {
            serde_json::Value::String(action) => {
                actions.insert(action.as_str());
            }
            several => actions.extend(several.as_array().into_iter().flatten().filter_map(|action| action.as_str())),
        }
    }
    let services: BTreeSet<&str> = actions.iter().filter_map(|action| action.split(':').next()).collect();
    let services: Vec<&str> = services.into_iter().collect();
    format!("{} actions on the resources the tasks name ({})", actions.len(), services.join(", "))
}

/// A path as one word of a POSIX shell.
fn shell(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:@".contains(c);
    if !text.is_empty() && text.chars().all(plain) { text } else { format!("'{}'", text.replace('\'', r"'\''")) }
}
