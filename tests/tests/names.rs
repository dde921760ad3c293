//! State names come from what the user wrote and stay when something else is edited: alarms, dashboards and redrives hold on to them.

use asl_dsl::builder::Builder;
use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum TripError {
    Full,
    Unpaid,
}

#[task(lambda = "book-flight")]
async fn book_flight(trip: String) -> Result<String, TripError>;
#[task(lambda = "book-hotel")]
async fn book_hotel(trip: String) -> Result<String, TripError>;
#[task(lambda = "cancel")]
async fn cancel(booking: String) -> String;
#[task(lambda = "notify")]
async fn notify(text: String) -> String;

#[workflow]
async fn before(trip: String) -> Result<String, TripError> {
    let flight = book_flight(trip.clone()).await?;
    let hotel = match book_hotel(trip.clone()).await {
        Ok(hotel) => hotel,
        Err(TripError::Full) => {
            cancel(flight).await;
            return Err(TripError::Full);
        }
        Err(_) => {
            cancel(flight).await;
            return Err(TripError::Unpaid);
        }
    };
    if hotel.is_empty() {
        notify(trip).await;
    }
    Ok(hotel)
}

/// The same with statements added above, between and below, and with another value in the condition's branch.
#[workflow]
async fn after(trip: String) -> Result<String, TripError> {
    let greeting = format!("booking {trip}");
    sleep(Duration::from_secs(5)).await;
    let flight = book_flight(trip.clone()).await?;
    let hotel = match book_hotel(trip.clone()).await {
        Ok(hotel) => hotel,
        Err(TripError::Full) => {
            cancel(flight).await;
            return Err(TripError::Full);
        }
        Err(_) => {
            cancel(flight).await;
            return Err(TripError::Unpaid);
        }
    };
    if trip.contains("sea") {
        sleep(Duration::from_secs(60)).await;
    }
    if hotel.is_empty() {
        notify(greeting).await;
    }
    for _ in 0..3 {
        sleep(Duration::from_secs(1)).await;
    }
    Ok(hotel)
}

fn names(definition: Result<asl_dsl::Definition, asl_dsl::Report>) -> Vec<String> {
    definition.map(|definition| definition.machine().machine().states.keys().cloned().collect()).unwrap_or_default()
}

#[test]
fn names_stay_when_something_else_is_edited() {
    let (before, after) = (names(before::definition()), names(after::definition()));
    assert!(!before.is_empty());
    for name in before {
        assert!(after.contains(&name), "`{name}` was renamed: {after:?}");
    }
}

#[test]
fn two_calls_of_one_task_are_told_apart_by_where_they_stand() {
    let names = names(before::definition());
    for name in ["Cancel when book hotel failed with Full", "Cancel when book hotel failed"] {
        assert!(names.iter().any(|known| known == name), "{names:?}");
    }
}

/// A sentence that is longer than a state's name may be.
#[workflow]
async fn long(a_rather_long_name_for_a_parameter: String, another_rather_long_name_for_a_parameter: String) -> String {
    if a_rather_long_name_for_a_parameter.contains("something") && another_rather_long_name_for_a_parameter.is_empty() {
        #[name("Tell the operator")]
        let told = notify(a_rather_long_name_for_a_parameter).await;
        format!("told {told}")
    } else {
        another_rather_long_name_for_a_parameter
    }
}

#[test]
fn names_fit_and_can_be_fixed() {
    let names = names(long::definition());
    assert!(names.iter().all(|name| (1..=80).contains(&name.chars().count())), "{names:?}");
    assert!(names.iter().any(|name| name == "Tell the operator"), "{names:?}");
}

/// A name that was asked for is given or refused, never changed.
#[test]
fn a_name_is_fixed_once() {
    let built = Builder::new("twice").build::<String, String, std::convert::Infallible>("trip", |w, trip| {
        let first = w.task(notify, trip).named("Tell them").bind("first");
        let second = w.task(notify, first).named("Tell them").bind("second");
        w.done(second)
    });
    let report = built.unwrap_err();
    let [diagnostic] = report.diagnostics() else { panic!("{report}") };
    assert_eq!(diagnostic.message, "a second state is named `Tell them`, and names are unique in a state machine");
    assert!(diagnostic.source.as_ref().is_some_and(|at| at.file.ends_with("names.rs")));
}
