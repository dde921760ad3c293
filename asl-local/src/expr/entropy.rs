//! Randomness that a test can repeat.

use std::sync::atomic::{AtomicU64, Ordering};

/// A sequence of random numbers that its seed decides, so that the same run draws the same ones.
///
/// SplitMix64: one addition and a mix per number, no state but a counter, so it is shared without a lock.
#[derive(Debug)]
pub struct Entropy(AtomicU64);

const GOLDEN_GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

impl Entropy {
    /// The sequence of this seed.
    ///
    /// ```
    /// use asl_local::expr::Entropy;
    /// assert_eq!(Entropy::seeded(7).uuid(), Entropy::seeded(7).uuid());
    /// assert_ne!(Entropy::seeded(7).uuid(), Entropy::seeded(8).uuid());
    /// ```
    pub fn seeded(seed: u64) -> Entropy {
        Entropy(AtomicU64::new(seed))
    }

    /// The next 64 bits.
    pub fn bits(&self) -> u64 {
        let state = self.0.fetch_add(GOLDEN_GAMMA, Ordering::Relaxed).wrapping_add(GOLDEN_GAMMA);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// The next number from 0 up to, not including, 1.
    pub fn unit(&self) -> f64 {
        const STEPS: f64 = (1_u64 << 53) as f64;
        (self.bits() >> 11) as f64 / STEPS
    }

    /// The next UUID, version 4, in lower case.
    pub fn uuid(&self) -> String {
        let (high, low) = (self.bits(), self.bits());
        let version = (high & 0xffff_ffff_ffff_0fff) | 0x4000;
        let variant = (low & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            version >> 32,
            (version >> 16) & 0xffff,
            version & 0xffff,
            variant >> 48,
            variant & 0xffff_ffff_ffff
        )
    }
}
