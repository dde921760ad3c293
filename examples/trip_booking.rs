//! Booking a trip: flight, hotel and car, or nothing at all.
//!
//! A saga: what was booked is cancelled, in reverse order, when a later step fails. Each `match` on a booking's `Result` becomes `Catch` on its
//! state, each cancellation a state that only the failing path enters; cancelling is retried, since it has to work.
//!
//! ```text
//! cargo run --example trip_booking
//! ```

use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Trip {
    traveller: String,
    destination: String,
    first_night: String,
    nights: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Booking {
    reference: String,
    cents: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Itinerary {
    flight: String,
    hotel: String,
    car: String,
    total_cents: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum TripError {
    SoldOut {
        what: String,
    },
    #[error(other)]
    Failed {
        error: String,
        cause: String,
    },
}

#[task(lambda = "book-flight")]
async fn book_flight(trip: &Trip) -> Result<Booking, TripError>;
#[task(lambda = "book-hotel")]
async fn book_hotel(trip: &Trip) -> Result<Booking, TripError>;
#[task(lambda = "book-car")]
async fn book_car(trip: &Trip) -> Result<Booking, TripError>;

#[task(lambda = "cancel-flight")]
async fn cancel_flight(reference: &str);
#[task(lambda = "cancel-hotel")]
async fn cancel_hotel(reference: &str);

#[workflow]
async fn trip_booking(trip: Trip) -> Result<Itinerary, TripError> {
    let flight = book_flight(&trip).await?;

    let hotel = match book_hotel(&trip).await {
        Ok(hotel) => hotel,
        Err(error) => {
            cancel_flight(&flight.reference).retry(Retry::all().max(10)).await;
            return Err(error);
        }
    };

    let car = match book_car(&trip).await {
        Ok(car) => car,
        Err(error) => {
            cancel_hotel(&hotel.reference).retry(Retry::all().max(10)).await;
            cancel_flight(&flight.reference).retry(Retry::all().max(10)).await;
            return Err(error);
        }
    };

    Ok(Itinerary {
        flight: flight.reference,
        hotel: hotel.reference,
        car: car.reference,
        total_cents: flight.cents + hotel.cents + car.cents,
    })
}

fn main() -> std::process::ExitCode {
    asl_examples::run(trip_booking::definition())
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl_local::{Answer, Machine, Mocks, equivalent};
    use asl_tests::same_by_hand;

    fn trip() -> Trip {
        Trip {
            traveller: "Phileas".to_string(),
            destination: "Bombay".to_string(),
            first_night: "2026-10-20".to_string(),
            nights: 2,
        }
    }

    /// Everything is free and can be cancelled; each test says what goes otherwise.
    fn free(mocks: &mut Mocks<'_>) {
        let booking = |reference: &str, cents| Booking { reference: reference.to_string(), cents };
        mocks
            .on(book_flight, move |_: Trip| Ok(booking("F1", 42_000)))
            .on(book_hotel, move |_: Trip| Ok(booking("H1", 18_000)))
            .on(book_car, move |_: Trip| Ok(booking("C1", 9_000)))
            .on(cancel_flight, |reference: String| assert_eq!(reference, "F1"))
            .on(cancel_hotel, |reference: String| assert_eq!(reference, "H1"));
    }

    fn booking() -> Machine<'static> {
        Machine::new(trip_booking::definition().unwrap()).with(free)
    }

    fn sold_out(what: &str) -> TripError {
        TripError::SoldOut { what: what.to_string() }
    }

    #[test]
    fn all_three_are_booked() {
        let run = booking().run(&trip());
        assert_eq!(run.returned(trip_booking).unwrap().total_cents, 69_000);
        assert_eq!(run.path(), ["Book flight", "Book hotel", "Book car"]);
    }

    #[test]
    fn without_a_car_hotel_and_flight_are_cancelled() {
        let run = booking().on(book_car, |_: Trip| Err(sold_out("car"))).run(&trip());
        assert_eq!(run.returned(trip_booking), Err(sold_out("car")));
        assert_eq!(
            run.path(),
            [
                "Book flight",
                "Book hotel",
                "Book car",
                "Cancel hotel",
                "Cancel flight when book car failed",
                "Fail when book car failed"
            ]
        );
    }

    #[test]
    fn any_error_of_the_hotel_cancels_the_flight() {
        let run = booking().answers(book_hotel, [Answer::fails(("States.Timeout", ""))]).run(&trip());
        let failed = TripError::Failed { error: "States.Timeout".to_string(), cause: String::new() };
        assert_eq!(run.returned(trip_booking), Err(failed));
        assert_eq!(run.path()[2], "Cancel flight when book hotel failed");
    }

    #[test]
    fn cancelling_is_tried_again() {
        let busy = || Answer::fails(("Lambda.ServiceException", ""));
        let run = booking()
            .answers(book_hotel, [Answer::fails(("HotelClosed", "for good"))])
            .answers(cancel_flight, [busy(), busy(), Answer::result(&())])
            .run(&trip());
        assert_eq!(run.error(), Some("HotelClosed"));
        assert_eq!(run.duration(), Duration::from_secs(1 + 2));
        run.assert_no_leftovers();
    }

    #[test]
    fn function_machine_and_the_machine_by_hand_do_the_same() {
        let cases: [fn(&mut Mocks<'_>); 4] = [
            |_| {},
            |mocks| _ = mocks.on(book_flight, |_: Trip| Err(sold_out("flight"))),
            |mocks| _ = mocks.on(book_hotel, |_: Trip| Err(sold_out("hotel"))),
            |mocks| _ = mocks.on(book_car, |_: Trip| Err(sold_out("car"))),
        ];
        for case in cases {
            let handlers = |mocks: &mut Mocks<'_>| {
                free(mocks);
                case(mocks);
            };
            equivalent(trip_booking, [trip()], handlers);
            same_by_hand(trip_booking::definition(), &[trip()], handlers);
        }
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(trip_booking::definition(), |deployment| deployment);
    }
}
