//! Where a window that comes back is put. While it was hidden its monitor may have been unplugged, or the desktop made smaller: then nobody
//! could take hold of it any more. All numbers are the desktop's own pixels. Pure.

/// A rectangle of the desktop: a window with its frame, or what a monitor has left beside its bars.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Area {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

/// A window is held by its title bar, which is about so high.
const TITLE_BAR: i64 = 32;
/// So much of it must be seen to be taken hold of.
const HOLD: i64 = 96;

/// Where the window has to be moved; `None` where it can stay, or where no monitor is known.
pub(crate) fn moved_onto(window: Area, monitors: &[Area]) -> Option<(i64, i64)> {
    if monitors.iter().any(|monitor| can_be_held(window, *monitor)) {
        return None;
    }
    let nearest = monitors.iter().min_by_key(|monitor| distance(window, **monitor))?;
    let centred = |start: i64, room: i64, needed: i64| start + ((room - needed) / 2).max(0);
    Some((centred(nearest.x, nearest.width, window.width), centred(nearest.y, nearest.height, window.height)))
}

/// The middle of the bar counts: a maximised window of Windows begins a few pixels outside.
fn can_be_held(window: Area, monitor: Area) -> bool {
    let bar = window.y + TITLE_BAR / 2;
    let seen = (window.x + window.width).min(monitor.x + monitor.width) - window.x.max(monitor.x);
    (monitor.y..monitor.y + monitor.height).contains(&bar) && seen >= HOLD.min(window.width)
}

fn distance(window: Area, monitor: Area) -> i64 {
    let apart = |a: i64, a_length: i64, b: i64, b_length: i64| (2 * a + a_length - 2 * b - b_length).abs();
    apart(window.x, window.width, monitor.x, monitor.width) + apart(window.y, window.height, monitor.y, monitor.height)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn area(x: i64, y: i64, width: i64, height: i64) -> Area {
        Area { x, y, width, height }
    }

    #[test]
    fn a_window_is_moved_only_when_nobody_could_take_hold_of_it() {
        let laptop = area(0, 0, 1920, 1040);
        let beside = area(1920, 0, 2560, 1400);
        let above = area(0, -1080, 1920, 1080);
        let cases = [
            ("on the only monitor", area(300, 100, 1280, 800), &[laptop][..], None),
            ("on the second monitor", area(2500, 100, 1280, 800), &[laptop, beside], None),
            ("the second monitor is gone", area(2500, 100, 1280, 800), &[laptop], Some((320, 120))),
            ("the monitor above is gone", area(100, -900, 1280, 800), &[laptop], Some((320, 120))),
            ("on the monitor above", area(100, -900, 1280, 800), &[laptop, above], None),
            ("half outside, but with a handle", area(1800, 500, 1280, 800), &[laptop], None),
            ("a sliver is no handle", area(1900, 500, 1280, 800), &[laptop], Some((320, 120))),
            ("only its lower part is seen", area(300, -400, 1280, 800), &[laptop], Some((320, 120))),
            ("below the edge", area(300, 1035, 1280, 800), &[laptop], Some((320, 120))),
            ("maximised, its frame outside", area(-8, -8, 1936, 1056), &[laptop], None),
            ("larger than what is left", area(4000, 0, 3000, 2000), &[laptop], Some((0, 0))),
            ("the nearest of those left", area(9000, 0, 1280, 800), &[laptop, beside], Some((2560, 300))),
            ("no monitor is known", area(300, 100, 1280, 800), &[], None),
        ];
        for (what, window, monitors, expected) in cases {
            assert_eq!(moved_onto(window, monitors), expected, "{what}");
        }
    }

    #[test]
    fn where_it_was_moved_it_stays() {
        let laptop = area(0, 0, 1366, 728);
        let window = area(5000, 5000, 1920, 1080);
        let (x, y) = moved_onto(window, &[laptop]).unwrap_or_default();
        assert_eq!(moved_onto(Area { x, y, ..window }, &[laptop]), None);
    }
}
