//! A count as it is shown.

/// A count for programs whose numbers hold 53 bits. Nothing Tieout counts comes near 32.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_never_wraps() {
        assert_eq!(count(7), 7);
        assert_eq!(count(usize::MAX), u32::MAX);
    }
}
