use super::*;

/// Bisecting needs order; the tools that write the tables sort them, and hands may not.
#[test]
fn every_table_is_sorted_and_has_no_key_twice() {
    fn sorted<'a>(entries: impl Iterator<Item = &'a str>) -> bool {
        let keys: Vec<_> = entries.map(first_word).collect();
        keys.windows(2).all(|pair| pair[0] < pair[1])
    }
    for table in [&ACTIONS, &ALIASES, &OTHERS, &UNSUPPORTED] {
        assert!(table.lines().len() > 30 && sorted(table.lines().iter().copied()), "{}", table.lines()[0]);
    }
    for service in services() {
        assert!(sorted(actions(service)), "{service}");
    }
}

#[test]
fn the_tables_agree_with_each_other() {
    assert_eq!(services().count(), 425);
    for retired in RETIRED {
        assert!(has_service(retired), "{retired}");
    }
    for line in ALIASES.lines().iter() {
        assert!(has_service(behind(line)) && !has_service(first_word(line)), "{line}");
    }
    assert!(OTHERS.lines().iter().all(|other| !has_service(other)));
    assert!(UNSUPPORTED.lines().iter().all(|line| has_service(first_word(line)) && !behind(line).is_empty()));
    let documented: Vec<_> = include_str!("../services.txt").lines().collect();
    assert_eq!(services().collect::<Vec<_>>(), documented);
}

/// The rule that makes a service's name of its prefix.
#[test]
fn a_prefix_is_the_services_name_with_capitals() {
    for service in services() {
        assert_eq!(error_prefix(service).unwrap().to_ascii_lowercase(), service);
    }
    // As AWS documents or was seen to write them.
    for (service, prefix) in
        [("dynamodb", "DynamoDb"), ("sfn", "Sfn"), ("s3", "S3"), ("b2bi", "B2Bi"), ("sesv2", "SesV2")]
    {
        assert_eq!(error_prefix(service), Some(prefix));
    }
}

#[test]
fn what_others_call_a_service_is_understood() {
    for (name, service) in [
        ("events", "eventbridge"),
        ("logs", "cloudwatchlogs"),
        ("stepfunctions", "sfn"),
        ("states", "sfn"),
        ("ce", "costexplorer"),
        ("dms", "databasemigration"),
        ("elbv2", "elasticloadbalancingv2"),
        ("cognito-idp", "cognitoidentityprovider"),
        ("redshift-data", "redshiftdata"),
        ("DynamoDB", "dynamodb"),
        ("monitoring", "cloudwatch"),
    ] {
        assert_eq!(service_like(name), Some(service), "{name}");
    }
    assert_eq!(service_like("execute-api"), None);
    assert_eq!(service_like(&"a".repeat(1_000_000)), None);
}

#[test]
fn actions_are_found_by_their_name_alone() {
    assert!(has_action("dynamodb", "putItem") && has_action("sfn", "startSyncExecution"));
    assert!(!has_action("dynamodb", "DynamoDb") && !has_action("dynamodb", "putIte") && !has_action("", ""));
    assert_eq!(action_like("dynamodb", "put-item"), Some("putItem"));
    assert_eq!(action_like("dynamodb", ""), None);
    assert!(is_unsupported("sts", "assumeRole") && !is_unsupported("sts", "getCallerIdentity"));
}

#[cfg(feature = "catalogue")]
mod with_parameters {
    use super::*;

    /// The two tables list the same actions: they are written together.
    #[test]
    fn every_action_has_its_parameters() {
        for service in services() {
            for action in actions(service) {
                assert!(parameters(service, action).is_some(), "{service}:{action}");
            }
        }
        assert_eq!(parameters("dynamodb", "putItme"), None);
    }

    #[test]
    fn parameters_have_the_names_of_step_functions() {
        let names = |service, action| parameters(service, action).unwrap();
        assert!(names("rds", "createDBInstance").contains("DbInstanceIdentifier"));
        assert!(names("s3", "putObject").contains("SsekmsKeyId") && names("s3", "putObject").contains("ChecksumCRC32"));
        assert!(
            names("ecs", "runTask").contains("TaskDefinition") && names("ec2", "describeInstances").contains("Filters")
        );
        let required: Vec<_> = names("dynamodb", "putItem").required().collect();
        assert_eq!(required, ["Item", "TableName"]);
    }
}

/// Every action of every service, with and without its mistakes: what is suggested is right.
#[test]
fn every_action_is_known_by_its_own_name_and_corrected_from_another() {
    use crate::resource::Resource;
    let mut corrected = 0;
    let every = services().flat_map(|service| actions(service).map(move |action| (service, action)));
    for (index, (service, action)) in every.enumerate() {
        let text = format!("arn:aws:states:::aws-sdk:{service}:{action}");
        let resource = Resource::parse(&text);
        assert_eq!(resource.is_ok(), !is_unsupported(service, action), "{text}");
        assert!(resource.map_or(true, |resource| resource.doubt().is_none() || is_retired(service)), "{text}");

        // A sample of the mistakes: all of them take a while without optimisation.
        if index % 8 != 0 {
            continue;
        }
        let pascal = format!("{}{}", action[..1].to_ascii_uppercase(), &action[1..]);
        for wrong in
            [format!("aws-sdk:{service}:{pascal}"), format!("{service}:{action}"), format!("{service}:{pascal}")]
        {
            let text = format!("arn:aws:states:::{wrong}");
            let Err(error) = Resource::parse(&text) else { continue };
            let Some(suggestion) = error.suggestion else { continue };
            let mended = format!("{}{}{}", &text[..error.span.start], suggestion.replacement, &text[error.span.end..]);
            assert!(Resource::parse(&mended).is_ok(), "{text} → {mended}");
            corrected += 1;
        }
    }
    assert!(corrected > 5_000, "{corrected}");
}
