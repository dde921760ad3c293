//! What a run is told beside its machine and input.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::expr::jsonata::Core;
use crate::program::Program;
use crate::schedule::Turns;

/// The names of an execution.
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub(crate) region: Arc<str>,
    pub(crate) account: Arc<str>,
    /// The name of the machine.
    pub(crate) machine: Arc<str>,
    /// The name of the execution.
    pub(crate) name: Arc<str>,
    /// The execution's ARN.
    pub(crate) arn: Arc<str>,
    pub(crate) role: Arc<str>,
    express: bool,
}

impl Default for Identity {
    fn default() -> Identity {
        let unnamed = Identity {
            region: "us-east-1".into(),
            account: "123456789012".into(),
            machine: "Machine".into(),
            name: "execution".into(),
            arn: "".into(),
            role: "arn:aws:iam::123456789012:role/StepFunctions".into(),
            express: false,
        };
        unnamed.with_arn()
    }
}

/// Settings of a run.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) identity: Identity,
    pub(crate) express: bool,
    /// The moment that the clock starts at, in milliseconds since 1970.
    pub(crate) start: u64,
    /// What random numbers come from.
    pub(crate) seed: u64,
    /// States that all executions together may enter.
    pub(crate) steps: u64,
    /// Bytes of payloads that all their histories may hold.
    pub(crate) history_bytes: usize,
    /// Whether a result that no call of the service returns ends the run.
    pub(crate) strict_results: bool,
    /// Who of the strands that are ready is next.
    pub(crate) turns: Turns,
    /// Machines that a Task may start, by ARN or name.
    pub(crate) machines: IndexMap<String, Arc<Program>>,
    /// Evaluates JSONata.
    pub(crate) jsonata: Core,
}

/// 2026-01-01T00:00:00Z.
const START: u64 = 1_767_225_600_000;

impl Identity {
    /// The names of an execution of that machine, started by the one with the names of `parent`.
    pub(crate) fn child(parent: &Identity, machine: &str, name: &str) -> Identity {
        Identity { express: false, ..parent.clone() }.renamed(machine, name)
    }

    /// The names of a child of a Map Run: its ARN names the machine and the run's label, `…:execution:Machine/label:name`.
    pub(crate) fn map_child(&self, run: &str, name: &str) -> Identity {
        let label = run.split(":mapRun:").nth(1).and_then(|rest| rest.split(':').next()).unwrap_or_default();
        let arn = format!("arn:aws:states:{}:{}:execution:{label}:{name}", self.region, self.account);
        Identity { name: name.into(), arn: arn.into(), ..self.clone() }
    }

    /// The same as an Express execution.
    pub(crate) fn express(&self) -> Identity {
        Identity { express: true, ..self.clone() }.with_arn()
    }

    /// The same of another machine and execution.
    pub(crate) fn renamed(&self, machine: &str, name: &str) -> Identity {
        Identity { machine: machine.into(), name: name.into(), ..self.clone() }.with_arn()
    }

    /// The same in another Region and account.
    pub(crate) fn moved(&self, region: &str, account: &str) -> Identity {
        Identity { region: region.into(), account: account.into(), ..self.clone() }.with_arn()
    }

    fn with_arn(self) -> Identity {
        let Identity { region, account, machine, name, .. } = &self;
        let arn = if self.express {
            format!("arn:aws:states:{region}:{account}:express:{machine}:{name}:{name}")
        } else {
            format!("arn:aws:states:{region}:{account}:execution:{machine}:{name}")
        };
        Identity { arn: arn.into(), ..self }
    }

    /// The ARN of the machine.
    pub(crate) fn machine_arn(&self) -> String {
        format!("arn:aws:states:{}:{}:stateMachine:{}", self.region, self.account, self.machine)
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            identity: Identity::default(),
            express: false,
            start: START,
            seed: 0,
            steps: crate::limits::STEPS,
            history_bytes: crate::limits::HISTORY_BYTES,
            strict_results: false,
            turns: Turns::FirstCome,
            machines: IndexMap::new(),
            jsonata: Core::new(),
        }
    }
}
