//! CodeDeploy: <https://docs.aws.amazon.com/codedeploy/latest/userguide/auth-and-access-control-permissions-reference.html>.
//!
//! Starting a deployment registers and reads the revision (on the application) and reads the configuration besides. A deployment is asked
//! about by its id, but authorised on the group it runs in, which the state that started it names.

use super::call::{Call, Reached, Target, Unknown, named};
use super::request::Request;
use super::table::{Entry, On, Permit, When, entry};
use crate::deploy::kind::{APPLICATION, DEPLOYMENT_CONFIG, DEPLOYMENT_GROUP};

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        call: "codedeploy:createDeployment",
        permits: &[
            Permit {
                when: When::Always,
                purpose: "CreateDeployment",
                actions: &["codedeploy:CreateDeployment"],
                on: On::By(own_group),
            },
            Permit {
                when: When::Always,
                purpose: "RegisterRevision",
                actions: &["codedeploy:RegisterApplicationRevision", "codedeploy:GetApplicationRevision"],
                on: On::Named(&APPLICATION, "ApplicationName"),
            },
            Permit {
                when: When::Always,
                purpose: "ReadDeploymentConfig",
                actions: &["codedeploy:GetDeploymentConfig"],
                on: On::By(configuration),
            },
        ],
    },
    entry!("codedeploy:getDeployment" => When::Always, "FollowDeployment", ["codedeploy:GetDeployment"], On::By(groups)),
    entry!("codedeploy:stopDeployment" => When::Always, "StopDeployment", ["codedeploy:StopDeployment"], On::By(groups)),
    entry!("codedeploy:continueDeployment" => When::Always, "ContinueDeployment", ["codedeploy:ContinueDeployment"], On::By(groups)),
];

fn own_group(call: &Call<'_>) -> Vec<Reached> {
    vec![group(&call.request)]
}

/// `deploymentgroup:APPLICATION/GROUP`.
fn group(request: &Request<'_>) -> Reached {
    let application = named(request, &APPLICATION, "ApplicationName")?;
    let group = named(request, &DEPLOYMENT_GROUP, "DeploymentGroupName")?;
    let mut value = application.value;
    value.extend(&application.suffix);
    value.push_str("/");
    value.extend(&group.value);
    Ok(Target { value, ..group })
}

/// The configuration of the request; without one the group's own, which is not named here: those of this account and of AWS.
fn configuration(call: &Call<'_>) -> Vec<Reached> {
    match call.request.has("DeploymentConfigName") {
        true => vec![call.named(&DEPLOYMENT_CONFIG, "DeploymentConfigName")],
        false => vec![Ok(Target::every(&DEPLOYMENT_CONFIG))],
    }
}

/// The groups of all deployments that the machine starts.
fn groups(call: &Call<'_>) -> Vec<Reached> {
    let started = call.all.iter().filter(|(integration, _)| integration.key() == "codedeploy:createDeployment");
    let mut found: Vec<Reached> = Vec::new();
    for reached in started.map(|(_, request)| group(request)) {
        if !found.contains(&reached) {
            found.push(reached);
        }
    }
    if found.is_empty() {
        let why = "does not say in which deployment group, and no state of this machine starts a deployment";
        return vec![Err(Unknown::beyond(&DEPLOYMENT_GROUP, "DeploymentId", why))];
    }
    found
}
