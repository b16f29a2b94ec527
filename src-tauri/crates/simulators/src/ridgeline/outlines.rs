//! The jobs of the demo company: names, places, sizes and the situation each one shows.

use super::Situation::{
    self, Drifted, DriftedByOneCent, EveryLineDrifted, InAgreement, InventorySplit, LockedWithDrift, NeverImported,
    NotLinked, OtherCurrency, ProcoreOnly, Reclassified, Unmapped, ZeroAndNegative,
};

/// What is stated of a job; everything else is drawn from the seed.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) project_id: &'static str,
    pub(super) name: &'static str,
    pub(super) customer: &'static str,
    pub(super) address: &'static str,
    pub(super) situation: Situation,
    /// How many cost lines its estimate has.
    pub(super) lines: usize,
    /// Its size in percent of a job of about five million.
    pub(super) size: i64,
    /// How many lines have drifted.
    pub(super) drifted: usize,
}

#[expect(clippy::too_many_arguments, reason = "one row of a table")]
const fn outline(
    project_id: &'static str,
    name: &'static str,
    customer: &'static str,
    address: &'static str,
    situation: Situation,
    lines: usize,
    size: i64,
    drifted: usize,
) -> Outline {
    Outline { project_id, name, customer, address, situation, lines, size, drifted }
}

/// 48 jobs of 3 to 400 lines, and the hospital of 2,500.
#[rustfmt::skip]
pub(super) const OUTLINES: &[Outline] = &[
    outline("24-101", "Harbor Point Medical Office", "Harbor Health Partners", "210 Quayside Dr, Portland, ME", Drifted, 212, 100, 14),
    outline("24-107", "Alder Street Apartments, Phase II", "Alder Street Housing LP", "1180 Alder St, Portland, OR", DriftedByOneCent, 164, 190, 1),
    outline("24-112", "Kestrel Elementary Addition", "Kestrel Valley School District", "45 Kestrel Ln, Boise, ID", InAgreement, 96, 70, 0),
    outline("24-118", "Northgate Transit Canopy", "Metro Transit Authority", "Northgate Way and 1st Ave, Seattle, WA", Drifted, 41, 65, 6),
    outline("24-123", "Quarry Road Water Treatment", "City of Millbrook", "900 Quarry Rd, Millbrook, NY", InAgreement, 287, 260, 0),
    outline("24-126", "Cedar Ridge Fire Station 4", "Cedar Ridge Fire District", "77 Summit Ave, Cedar Ridge, CO", LockedWithDrift, 118, 80, 9),
    outline("24-131", "Fulton Market Tenant Fit-out", "Fulton Market Partners", "812 W Fulton St, Chicago, IL", InAgreement, 38, 40, 0),
    outline("24-139", "Lakeside Pump Station", "Lakeside Utility District", "3 Shoreline Rd, Lakeside, MI", Unmapped, 83, 75, 9),
    outline("24-144", "Orchard Hill Senior Living", "Orchard Hill Communities", "2600 Orchard Hill Rd, Lancaster, PA", Reclassified, 141, 150, 2),
    outline("24-148", "Granite Falls Maintenance Shop", "Snohomish County Roads", "18 Depot St, Granite Falls, WA", InAgreement, 52, 45, 0),
    outline("24-152", "Wharf 9 Seafood Hall", "Wharf District LLC", "9 Long Wharf, Boston, MA", ZeroAndNegative, 68, 60, 4),
    outline("24-157", "Ash Creek Middle School Gym", "Ash Creek Schools", "340 Ash Creek Rd, Monmouth, OR", InAgreement, 74, 65, 0),
    outline("24-160", "Summit Outpatient Surgery Center", "Summit Surgical Group", "55 Ridgeway Blvd, Denver, CO", ProcoreOnly, 126, 110, 4),
    outline("24-163", "Blue Heron Boathouse", "Parks Foundation", "1 Heron Pond Rd, Madison, WI", InAgreement, 27, 30, 0),
    outline("24-167", "Castle Rock Substation Enclosure", "Front Range Power", "4100 Wolfensberger Rd, Castle Rock, CO", InAgreement, 19, 55, 0),
    outline("24-171", "Old Mill Loft Conversion", "Old Mill Development", "22 Mill Race, Lowell, MA", InventorySplit, 133, 105, 3),
    outline("24-175", "Prairie View Distribution Center", "Prairie Logistics", "7700 Commerce Pkwy, Joliet, IL", InAgreement, 158, 230, 0),
    outline("24-178", "Riverbend Sports Complex", "City of Riverbend", "1500 River Rd, Riverbend, KS", Drifted, 103, 95, 11),
    outline("24-182", "St. Brendan Parish Hall", "St. Brendan Parish", "60 Church St, Worcester, MA", InAgreement, 44, 40, 0),
    outline("24-186", "Highline Bus Garage", "Highline Transit", "2020 Aurora Ave, Tukwila, WA", InAgreement, 112, 130, 0),
    outline("24-190", "Juniper Labs Clean Room", "Juniper Biosciences", "480 Research Dr, Durham, NC", LockedWithDrift, 89, 120, 7),
    outline("24-194", "Copper Basin Visitor Center", "State Parks", "1 Basin Overlook, Copper Basin, AZ", InAgreement, 57, 50, 0),
    outline("24-198", "Vista Ridge Town Hall", "Town of Vista Ridge", "100 Civic Plaza, Vista Ridge, UT", InAgreement, 91, 85, 0),
    outline("25-004", "Mercy West Parking Structure", "Mercy Health System", "4000 Mercy Way, Des Moines, IA", InAgreement, 77, 180, 0),
    outline("25-009", "Union Depot Restoration", "Depot Preservation Trust", "214 Railroad Ave, St. Paul, MN", Drifted, 196, 140, 22),
    outline("25-011", "Sunset Library Branch", "County Library District", "950 Sunset Blvd, Reno, NV", InAgreement, 63, 55, 0),
    outline("25-013", "Ironwood Regional Hospital", "Ironwood Health", "5000 Ironwood Pkwy, Scottsdale, AZ", EveryLineDrifted, 2_500, 95, 0),
    outline("25-016", "Brickyard Data Hall B", "Brickyard Digital", "61 Kiln Rd, Ashburn, VA", Drifted, 352, 310, 37),
    outline("25-018", "Pioneer Square Streetscape", "City of Tacoma", "Pioneer Sq, Tacoma, WA", InAgreement, 24, 45, 0),
    outline("25-020", "Saint-Laurent Cold Storage", "Frontenac Foods", "150 Rue du Port, Kingston, ON", OtherCurrency, 72, 110, 0),
    outline("25-022", "Oak Hollow Townhomes", "Oak Hollow Homes", "Oak Hollow Cir, Franklin, TN", Drifted, 109, 105, 3),
    outline("25-024", "Meridian Bank Branch Refresh", "Meridian Bank", "16 Market St, Dayton, OH", NotLinked, 33, 25, 0),
    outline("25-027", "Tamarack Clinic", "Tamarack Community Health", "8 Tamarack St, Duluth, MN", InAgreement, 121, 90, 0),
    outline("25-030", "Gateway Pedestrian Bridge", "State Department of Transportation", "Gateway Trail, Redding, CA", InAgreement, 3, 400, 0),
    outline("25-033", "Fairmont Hotel Lobby", "Fairmont Hospitality", "1 Fairmont Plaza, Omaha, NE", Drifted, 58, 60, 5),
    outline("25-036", "Larkspur Early Learning Center", "Larkspur Children's Trust", "71 Larkspur Ave, Eugene, OR", InAgreement, 85, 50, 0),
    outline("25-039", "Whitewater Treatment Outfall", "Whitewater Sanitary District", "End of Levee Rd, Whitewater, WI", Unmapped, 46, 90, 2),
    outline("25-042", "Canyon Rim Amphitheater", "Canyon Rim Arts", "3300 Rim Dr, St. George, UT", Drifted, 49, 55, 8),
    outline("25-045", "North Pier Ferry Terminal", "Port of Anacortes", "2100 Ferry Terminal Rd, Anacortes, WA", InAgreement, 400, 290, 0),
    outline("25-048", "Hawthorne Bakery Production Line", "Hawthorne Foods", "505 Mill St, Cedar Rapids, IA", InAgreement, 36, 40, 0),
    outline("25-051", "Silver Lake Dormitory", "Silver Lake College", "12 College Hill, Plymouth, NH", Drifted, 147, 135, 18),
    outline("25-054", "Arroyo Seco Police Substation", "City of Arroyo Seco", "88 Arroyo Pkwy, Las Cruces, NM", InAgreement, 66, 60, 0),
    outline("25-057", "Foundry Row Mixed Use", "Foundry Row Partners", "1 Foundry Row, Pittsburgh, PA", NeverImported, 231, 210, 0),
    outline("25-060", "Beacon Street Dental", "Beacon Dental Group", "418 Beacon St, Providence, RI", NeverImported, 31, 20, 0),
    outline("25-063", "Evergreen Charter School", "Evergreen Schools", "2900 Evergreen Way, Everett, WA", NeverImported, 117, 100, 0),
    outline("25-066", "Delta Grain Elevator Retrofit", "Delta Growers Cooperative", "7 Elevator Rd, Greenville, MS", NeverImported, 12, 70, 0),
    outline("25-069", "Stonebridge Hospice", "Stonebridge Care", "14 Stonebridge Ln, Asheville, NC", NeverImported, 78, 65, 0),
    outline("25-072", "Harborview Garage Repairs", "Harborview Properties", "300 Harborview Dr, Baltimore, MD", NeverImported, 9, 35, 0),
    outline("25-075", "Willow Bend Veterinary Hospital", "Willow Bend Animal Care", "640 Willow Bend Rd, Lexington, KY", InAgreement, 55, 35, 0),
];
