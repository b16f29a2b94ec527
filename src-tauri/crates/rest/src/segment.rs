//! One segment of a path, whatever stands in it.

use url::Url;

/// Encodes a text so that it is one segment of a path: slashes, question marks and spaces in it are the text's own.
pub fn segment(text: &str) -> String {
    // A path's own set of characters is what `Url` knows best; the address around it is fixed and valid.
    let Ok(mut url) = Url::parse("https://host/") else { return String::new() };
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop_if_empty().push(text);
    }
    url.path().trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_stays_one() {
        for (text, expected) in
            [("24-101", "24-101"), ("APPT COM", "APPT%20COM"), ("a/b?c", "a%2Fb%3Fc"), ("50%", "50%25")]
        {
            assert_eq!(segment(text), expected);
        }
    }
}
