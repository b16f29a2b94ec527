//! What speaks for a job and a project being the same. Pure.

use crate::view::links::Evidence;
use jobcost::JobId;
use reimport::ports::{SourceJob, TargetProject};

impl Evidence {
    /// The identifiers, strongest first.
    pub(crate) const IDENTIFIERS: [Self; 4] = [Self::OriginId, Self::OriginCode, Self::Number, Self::AccountingNumber];

    /// An ERP integration put it there, and nobody types it by hand.
    pub(crate) const fn is_of_an_integration(self) -> bool {
        matches!(self, Self::OriginId | Self::OriginCode)
    }
}

/// The project's identifier of this kind; empty where it has none.
pub(crate) fn identifier(project: &TargetProject, kind: Evidence) -> &str {
    let identifiers = &project.identifiers;
    match kind {
        Evidence::OriginId => &identifiers.origin_id,
        Evidence::OriginCode => &identifiers.origin_code,
        Evidence::Number => &identifiers.number,
        Evidence::AccountingNumber => &identifiers.accounting_number,
        Evidence::SameName | Evidence::SimilarName | Evidence::Address => "",
    }
}

/// Everything that speaks for it, strongest first.
pub(crate) fn evidence(job: &SourceJob, address: Option<&str>, project: &TargetProject) -> Vec<Evidence> {
    let is_job = |kind: &Evidence| is_id(identifier(project, *kind), &job.job);
    let mut found: Vec<Evidence> = Evidence::IDENTIFIERS.into_iter().filter(is_job).collect();
    found.extend(name_evidence(&job.name, &project.name));
    if address.is_some_and(|address| same_address(address, &project.address)) {
        found.push(Evidence::Address);
    }
    found
}

/// What the names say.
pub(crate) fn name_evidence(one: &str, other: &str) -> Option<Evidence> {
    let (one, other) = (words(one), words(other));
    if one.is_empty() || other.is_empty() {
        return None;
    }
    if one == other {
        return Some(Evidence::SameName);
    }
    let in_common = |one: &[String], other: &[String]| one.iter().filter(|word| other.contains(word)).count();
    let is_part = |one: &[String], other: &[String]| {
        in_common(one, other) == one.len() && one.iter().any(|word| is_spelled(word))
    };
    let similar = is_part(&one, &other) || is_part(&other, &one) || {
        // Numbers aside, which are as often a job's id as a part of its name. Names begin with what sets them apart; and "Building 4"
        // and "Building 7" share every word, and are two jobs.
        let spelled = |words: Vec<String>| words.into_iter().filter(|word| is_spelled(word)).collect::<Vec<_>>();
        let (one, other) = (spelled(one), spelled(other));
        let most = in_common(&one, &other) * 2 > one.len().min(other.len());
        !one.is_empty() && one.first() == other.first() && most && one != other
    };
    similar.then_some(Evidence::SimilarName)
}

fn is_spelled(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

fn is_id(text: &str, job: &JobId) -> bool {
    !text.trim().is_empty() && JobId::new(text) == *job
}

/// The street and its number, and the city where both tell one.
fn same_address(one: &str, other: &str) -> bool {
    let parts =
        |address: &str| -> Vec<Vec<String>> { address.split(',').map(words).filter(|part| !part.is_empty()).collect() };
    let (one, other) = (parts(one), parts(other));
    let (Some(street), Some(other_street)) = (one.first(), other.first()) else { return false };
    let has_number = street.iter().any(|word| word.chars().all(|sign| sign.is_ascii_digit()));
    let same_city = match (one.get(1), other.get(1)) {
        (Some(city), Some(other_city)) => city == other_city,
        _ => has_number,
    };
    street == other_street && same_city
}

/// The words of a text, lower case, without what stands between them, and with the usual short forms of streets.
fn words(text: &str) -> Vec<String> {
    let split = text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    split.map(|word| short(&word.to_lowercase())).collect()
}

fn short(word: &str) -> String {
    let short = match word {
        "street" => "st",
        "avenue" => "ave",
        "road" => "rd",
        "drive" => "dr",
        "lane" => "ln",
        "boulevard" => "blvd",
        "parkway" => "pkwy",
        "north" => "n",
        "south" => "s",
        "east" => "e",
        "west" => "w",
        other => other,
    };
    short.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_words() {
        for (one, other, expected) in [
            ("Harbor Point Medical Office", "harbor point  medical office", Some(Evidence::SameName)),
            ("Harbor Point Medical Office", "24-101 - Harbor Point MOB", Some(Evidence::SimilarName)),
            ("24-101 Harbor Point", "Harbor Point", Some(Evidence::SimilarName)),
            ("Alder Street Apartments, Phase II", "Alder St. Apartments Phase II", Some(Evidence::SameName)),
            ("Harbor Point Medical Office", "Mercy Medical Office", None),
            ("Tamarack Clinic", "Tamarack", Some(Evidence::SimilarName)),
            ("Building 4", "Building 7", None),
            ("Phase II", "Northgate Phase II", Some(Evidence::SimilarName)),
            ("", "", None),
        ] {
            assert_eq!(name_evidence(one, other), expected, "{one:?} and {other:?}");
            assert_eq!(name_evidence(other, one), expected, "{other:?} and {one:?}");
        }
    }

    #[test]
    fn addresses_are_compared_by_street_and_city() {
        for (one, other, same) in [
            ("210 Quayside Dr, Portland, ME", "210 Quayside Drive, Portland, ME, 04101", true),
            ("210 Quayside Dr", "210 quayside dr.", true),
            ("210 Quayside Dr, Portland, ME", "210 Quayside Dr, Boise, ID", false),
            ("Main St", "Main St", false),
            ("Main St, Boise", "Main Street, Boise", true),
            ("", "", false),
        ] {
            assert_eq!(same_address(one, other), same, "{one:?} and {other:?}");
        }
    }
}
