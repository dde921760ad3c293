//! The same work for every item: `map_each`.

use crate::native::state;
use crate::task::RetryPolicy;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Iterations of an inline Map that run at the same time, at most (Step Functions Developer Guide, "Inline and Distributed Map").
const INLINE_CONCURRENCY: usize = 40;

/// Does `work` for every item, at most `concurrency` at a time (0: as many as the service allows, 40), and gives the values in the items' order: a
/// Map state. The first error ends the others.
///
/// ```
/// use asl_dsl::{NativeRun, map_each, sleep};
/// use std::convert::Infallible;
/// use std::time::Duration;
///
/// let mut run = NativeRun::new();
/// let squares = map_each(vec![1_u64, 2, 3], 2, |n| async move {
///     sleep(Duration::from_secs(10)).await;
///     Ok::<_, Infallible>(n * n)
/// });
/// assert_eq!(run.run_future(squares), Ok(Ok(vec![1, 4, 9])));
/// assert_eq!(run.clock(), Duration::from_secs(20)); // two, then one
/// ```
pub fn map_each<T, F, W, U, E>(items: impl IntoIterator<Item = T>, concurrency: u32, work: W) -> MapEach<W, T, F, U>
where
    W: FnMut(T) -> F,
    F: Future<Output = Result<U, E>>,
{
    let waiting: Vec<T> = items.into_iter().collect();
    let values = waiting.iter().map(|_| None).collect();
    let limit = match usize::try_from(concurrency) {
        Ok(0) | Err(_) => INLINE_CONCURRENCY,
        Ok(wanted) => wanted.min(INLINE_CONCURRENCY),
    };
    MapEach {
        waiting: waiting.into_iter(),
        next: 0,
        running: Vec::new(),
        values,
        limit,
        work,
        retry: RetryPolicy::default(),
    }
}

/// See [`map_each`].
#[must_use = "a map does nothing until awaited"]
pub struct MapEach<W, T, F, U> {
    waiting: std::vec::IntoIter<T>,
    /// Position of the next waiting item.
    next: usize,
    /// Positions and futures of the items being worked on, in order.
    running: Vec<(usize, Pin<Box<F>>)>,
    values: Vec<Option<U>>,
    limit: usize,
    work: W,
    retry: RetryPolicy,
}

impl<W, T, F, U> MapEach<W, T, F, U> {
    /// `Retry` of the Map state: all items start anew.
    ///
    /// A native run has given the items away by then: there a failure is
    /// [`NativeError::CannotRepeat`](crate::NativeError::CannotRepeat).
    #[must_use = "a map does nothing until awaited"]
    pub fn retry(mut self, policy: impl Into<RetryPolicy>) -> Self {
        self.retry.0.extend(policy.into().0);
        self
    }

    /// The name of the Map state, at most 80 characters.
    #[must_use = "a map does nothing until awaited"]
    pub fn named(self, name: impl Into<String>) -> Self {
        let _: String = name.into();
        self
    }
}

// Only the futures are pinned, each in its box.
impl<W, T, F, U> Unpin for MapEach<W, T, F, U> {}

impl<W, T, F, U, E> Future for MapEach<W, T, F, U>
where
    W: FnMut(T) -> F,
    F: Future<Output = Result<U, E>>,
{
    type Output = Result<Vec<U>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let map = self.get_mut();
        loop {
            while map.running.len() < map.limit
                && let Some(item) = map.waiting.next()
            {
                map.running.push((map.next, Box::pin((map.work)(item))));
                map.next += 1;
            }
            let before = map.running.len();
            let mut at = 0;
            while let Some((position, future)) = map.running.get_mut(at) {
                match future.as_mut().poll(cx) {
                    Poll::Ready(Ok(value)) => {
                        if let Some(place) = map.values.get_mut(*position) {
                            *place = Some(value);
                        }
                        map.running.remove(at);
                    }
                    Poll::Ready(Err(_)) if state::cannot_repeat(&map.retry) => return Poll::Pending,
                    Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                    Poll::Pending if state::has_ended() => {
                        state::cannot_repeat(&map.retry);
                        return Poll::Pending;
                    }
                    Poll::Pending => at += 1,
                }
            }
            if map.running.is_empty() && map.waiting.len() == 0 {
                return Poll::Ready(Ok(map.values.drain(..).flatten().collect()));
            }
            if map.running.len() == before {
                return Poll::Pending;
            }
        }
    }
}

impl<W, T, F, U> fmt::Debug for MapEach<W, T, F, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MapEach").field("items", &self.values.len()).field("retry", &self.retry).finish_non_exhaustive()
    }
}
