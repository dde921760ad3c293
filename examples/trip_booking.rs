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
    use asl_tests::agree;

    fn book(run: &mut NativeRun) -> Result<Itinerary, TripError> {
        let trip = Trip {
            traveller: "Phileas".to_string(),
            destination: "Bombay".to_string(),
            first_night: "2026-10-20".to_string(),
            nights: 2,
        };
        let outcome = run.run(trip_booking(trip.clone())).unwrap();
        agree(&trip_booking::definition(), &trip, run, &outcome);
        outcome
    }

    fn everything_free() -> NativeRun {
        let mut run = NativeRun::new();
        let booking = |reference: &str, cents| Booking { reference: reference.to_string(), cents };
        run.handle(book_flight, move |_: Trip| Ok(booking("F1", 42_000)));
        run.handle(book_hotel, move |_: Trip| Ok(booking("H1", 18_000)));
        run.handle(book_car, move |_: Trip| Ok(booking("C1", 9_000)));
        run.handle(cancel_flight, |reference: String| assert_eq!(reference, "F1"));
        run.handle(cancel_hotel, |reference: String| assert_eq!(reference, "H1"));
        run
    }

    fn called(run: &NativeRun) -> Vec<&'static str> {
        run.tape().calls.iter().map(|call| call.task).collect()
    }

    #[test]
    fn all_three_are_booked() {
        let mut run = everything_free();
        assert_eq!(book(&mut run).unwrap().total_cents, 69_000);
        assert_eq!(called(&run), ["book_flight", "book_hotel", "book_car"]);
    }

    #[test]
    fn without_a_car_hotel_and_flight_are_cancelled() {
        let mut run = everything_free();
        let sold_out = TripError::SoldOut { what: "car".to_string() };
        let error = sold_out.clone();
        run.handle(book_car, move |_: Trip| Err(error.clone()));
        assert_eq!(book(&mut run), Err(sold_out));
        assert_eq!(called(&run), ["book_flight", "book_hotel", "book_car", "cancel_hotel", "cancel_flight"]);
    }

    #[test]
    fn any_error_of_the_hotel_cancels_the_flight() {
        let mut run = everything_free();
        run.handle_json(book_hotel, |_| Err(Failure::new("States.Timeout", "")));
        let failed = TripError::Failed { error: "States.Timeout".to_string(), cause: String::new() };
        assert_eq!(book(&mut run), Err(failed));
        assert_eq!(called(&run), ["book_flight", "book_hotel", "cancel_flight"]);
    }

    #[test]
    fn cancelling_is_tried_again() {
        let mut run = everything_free();
        run.handle_json(book_hotel, |_| Err(Failure::new("HotelClosed", "for good")));
        let mut busy = true;
        run.handle_json(cancel_flight, move |_| match std::mem::take(&mut busy) {
            true => Err(Failure::new("Lambda.ServiceException", "")),
            false => Ok(serde_json::Value::Null),
        });
        assert!(book(&mut run).is_err());
        assert_eq!(called(&run), ["book_flight", "book_hotel", "cancel_flight", "cancel_flight"]);
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(trip_booking::definition(), |deployment| deployment);
    }
}
