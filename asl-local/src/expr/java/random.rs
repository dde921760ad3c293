//! `java.util.Random`: what a seed means to `States.MathRandom` and `$random`.

/// The generator of Java's class of that name: 48 bits, linear congruential.
pub(in crate::expr) struct Random {
    state: u64,
}

const MULTIPLIER: u64 = 0x5_deec_e66d;
const MASK: u64 = (1 << 48) - 1;

impl Random {
    pub(in crate::expr) fn seeded(seed: i64) -> Random {
        Random { state: (seed.cast_unsigned() ^ MULTIPLIER) & MASK }
    }

    fn bits(&mut self, count: u32) -> u32 {
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(0xb) & MASK;
        (self.state >> (48 - count)) as u32
    }

    /// `nextDouble()`
    pub(in crate::expr) fn unit(&mut self) -> f64 {
        const STEPS: f64 = (1_u64 << 53) as f64;
        let high = u64::from(self.bits(26)) << 27;
        (high + u64::from(self.bits(27))) as f64 / STEPS
    }

    /// `nextLong()`
    fn long(&mut self) -> i64 {
        let high = i64::from(self.bits(32).cast_signed()) << 32;
        high.wrapping_add(i64::from(self.bits(32).cast_signed()))
    }

    /// `nextLong(origin, bound)`, as `RandomSupport.boundedNextLong` of Java 17 has it. `origin` is less than `bound`.
    pub(in crate::expr) fn long_within(&mut self, origin: i64, bound: i64) -> i64 {
        let mut drawn = self.long();
        let span = bound.wrapping_sub(origin);
        let mask = span.wrapping_sub(1);
        if span & mask == 0 {
            return (drawn & mask).wrapping_add(origin);
        }
        if span > 0 {
            loop {
                let candidate = (drawn.cast_unsigned() >> 1).cast_signed();
                let rest = candidate % span;
                if candidate.wrapping_add(mask).wrapping_sub(rest) >= 0 {
                    return rest.wrapping_add(origin);
                }
                drawn = self.long();
            }
        }
        while !(origin..bound).contains(&drawn) {
            drawn = self.long();
        }
        drawn
    }
}
