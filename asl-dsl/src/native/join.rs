//! Branches side by side: `join!` and `try_join!`.

use crate::native::state;
use crate::task::RetryPolicy;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Runs futures side by side and gives the tuple of their values: a Parallel state.
///
/// A branch is a call, a sleep or an `async` block. A branch that fails with an error its type doesn't express ends the
/// whole; a `Result` is an ordinary value. See [`try_join!`](crate::try_join) for branches that may fail.
///
/// ```
/// use asl_dsl::{NativeRun, join, sleep};
/// use std::time::Duration;
///
/// let mut run = NativeRun::new();
/// let both = join!(
///     async {
///         sleep(Duration::from_secs(60)).await;
///         "slow"
///     },
///     async { "quick" },
/// );
/// assert_eq!(run.run_future(both), Ok(("slow", "quick")));
/// assert_eq!(run.clock(), Duration::from_secs(60));
/// ```
#[macro_export]
macro_rules! join {
    ($($branch:expr),+ $(,)?) => {
        $crate::native::IntoJoin::into_join(($($branch,)+))
    };
}

/// Runs futures of `Result`s side by side and gives a `Result` of the tuple of their values: a Parallel state whose first
/// error ends the others.
///
/// All branches have the same error type.
#[macro_export]
macro_rules! try_join {
    ($($branch:expr),+ $(,)?) => {
        $crate::native::IntoTryJoin::into_try_join(($($branch,)+))
    };
}

/// One branch: running, or its value until all have theirs.
#[doc(hidden)]
pub struct Branch<F: Future> {
    future: Pin<Box<F>>,
    value: Option<F::Output>,
}

impl<F: Future> Branch<F> {
    fn new(future: F) -> Self {
        Branch { future: Box::pin(future), value: None }
    }

    /// Polls it unless done or the execution has ended; whether it is done.
    fn poll(&mut self, cx: &mut Context<'_>) -> bool {
        if self.value.is_none()
            && !state::has_ended()
            && let Poll::Ready(value) = self.future.as_mut().poll(cx)
        {
            self.value = Some(value);
        }
        self.value.is_some()
    }
}

// The value is never pinned: the future is, in its box.
impl<F: Future> Unpin for Branch<F> {}

macro_rules! parallel_options {
    () => {
        /// `Retry` of the Parallel state: all branches start anew.
        ///
        /// A native run can't start an `async` block twice: there a failure is
        /// [`NativeError::CannotRepeat`](crate::NativeError::CannotRepeat).
        #[must_use = "a join does nothing until awaited"]
        pub fn retry(mut self, policy: impl Into<RetryPolicy>) -> Self {
            self.retry.0.extend(policy.into().0);
            self
        }

        /// The name of the Parallel state, at most 80 characters.
        #[must_use = "a join does nothing until awaited"]
        pub fn named(self, name: impl Into<String>) -> Self {
            let _: String = name.into();
            self
        }
    };
}

/// The future of a [`join!`](crate::join).
#[must_use = "a join does nothing until awaited"]
pub struct Join<Branches> {
    branches: Branches,
    retry: RetryPolicy,
}

/// The future of a [`try_join!`](crate::try_join).
#[must_use = "a join does nothing until awaited"]
pub struct TryJoin<Branches> {
    branches: Branches,
    retry: RetryPolicy,
}

impl<Branches> Join<Branches> {
    parallel_options!();
}

impl<Branches> TryJoin<Branches> {
    parallel_options!();
}

impl<Branches> fmt::Debug for Join<Branches> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Join").field("retry", &self.retry).finish_non_exhaustive()
    }
}

impl<Branches> fmt::Debug for TryJoin<Branches> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TryJoin").field("retry", &self.retry).finish_non_exhaustive()
    }
}

/// A tuple of futures.
#[doc(hidden)]
#[diagnostic::on_unimplemented(message = "a branch of `join!` must be a call, a sleep or an `async` block")]
pub trait IntoJoin {
    type Branches;
    fn into_join(self) -> Join<Self::Branches>;
}

/// A tuple of futures of results with one error type.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a branch of `try_join!` must be a call or an `async` block that gives a `Result`, all with one error type"
)]
pub trait IntoTryJoin {
    type Branches;
    fn into_try_join(self) -> TryJoin<Self::Branches>;
}

macro_rules! tuples {
    ($($($branch:ident $value:ident)+;)*) => { $(
        impl<$($branch: Future),+> IntoJoin for ($($branch,)+) {
            type Branches = ($(Branch<$branch>,)+);
            #[expect(non_snake_case, reason = "one name for type and value")]
            fn into_join(self) -> Join<Self::Branches> {
                let ($($branch,)+) = self;
                Join { branches: ($(Branch::new($branch),)+), retry: RetryPolicy::default() }
            }
        }

        #[expect(non_snake_case, reason = "one name for type and value")]
        impl<$($branch: Future),+> Future for Join<($(Branch<$branch>,)+)> {
            type Output = ($($branch::Output,)+);
            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                let ($($branch,)+) = &mut self.branches;
                $( let $value = $branch.poll(cx); )+
                if !($($value)&&+) {
                    if state::has_ended() {
                        state::cannot_repeat(&self.retry);
                    }
                    return Poll::Pending;
                }
                match ($($branch.value.take(),)+) {
                    ($(Some($value),)+) => Poll::Ready(($($value,)+)),
                    _ => Poll::Pending,
                }
            }
        }

        impl<Error, $($value,)+ $($branch: Future<Output = Result<$value, Error>>),+> IntoTryJoin for ($($branch,)+) {
            type Branches = ($(Branch<$branch>,)+);
            #[expect(non_snake_case, reason = "one name for type and value")]
            fn into_try_join(self) -> TryJoin<Self::Branches> {
                let ($($branch,)+) = self;
                TryJoin { branches: ($(Branch::new($branch),)+), retry: RetryPolicy::default() }
            }
        }

        #[expect(non_snake_case, reason = "one name for type and value")]
        impl<Error, $($value,)+ $($branch: Future<Output = Result<$value, Error>>),+> Future
            for TryJoin<($(Branch<$branch>,)+)>
        {
            type Output = Result<($($value,)+), Error>;
            fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
                let ($($branch,)+) = &mut self.branches;
                let mut done = true;
                $(
                    done &= $branch.poll(cx);
                    if let Some(Err(_)) = &$branch.value
                        && let Some(Err(error)) = $branch.value.take()
                    {
                        if state::cannot_repeat(&self.retry) {
                            return Poll::Pending;
                        }
                        return Poll::Ready(Err(error));
                    }
                )+
                if !done {
                    if state::has_ended() {
                        state::cannot_repeat(&self.retry);
                    }
                    return Poll::Pending;
                }
                match ($($branch.value.take(),)+) {
                    ($(Some(Ok($value)),)+) => Poll::Ready(Ok(($($value,)+))),
                    _ => Poll::Pending,
                }
            }
        }
    )* };
}

tuples! {
    A Va;
    A Va B Vb;
    A Va B Vb C Vc;
    A Va B Vb C Vc D Vd;
    A Va B Vb C Vc D Vd E Ve;
    A Va B Vb C Vc D Vd E Ve F Vf;
    A Va B Vb C Vc D Vd E Ve F Vf G Vg;
    A Va B Vb C Vc D Vd E Ve F Vf G Vg H Vh;
    A Va B Vb C Vc D Vd E Ve F Vf G Vg H Vh I Vi;
    A Va B Vb C Vc D Vd E Ve F Vf G Vg H Vh I Vi J Vj;
    A Va B Vb C Vc D Vd E Ve F Vf G Vg H Vh I Vi J Vj K Vk;
    A Va B Vb C Vc D Vd E Ve F Vf G Vg H Vh I Vi J Vj K Vk L Vl;
}
