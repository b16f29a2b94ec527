//! Cost codes as tenants keep them: with the feature off, with a default code of any length, hidden, bare, padded, pasted. A code is
//! found or it is not; it is never guessed, and a hidden one is never taken for none.

use crate::amount;
use bench::{House, no_limits};
use jobcost::JobId;
use simulators::acumatica::{CodeOutput, Hidden, HiddenRows, Setting};
use simulators::ridgeline::{Company, JobBuilder, NoCostCode, job};
use tieout::{CodeMapping, CostCodeSource, EndKind, LineOutcome};

/// A job that is budgeted by task; Procore keeps the tasks' codes as cost codes.
fn by_task() -> JobBuilder {
    job("24-101", "Harbor Point")
        .estimate_by_task("03-30-00", "SUBCON", "200.00")
        .estimate_by_task("05-50-00", "MATERIAL", "80.00")
        .budget("03-30-00", "S", "150.00")
        .budget("05-50-00", "M", "80.00")
}

fn tasks_are_codes(source: CostCodeSource) -> CodeMapping {
    CodeMapping { cost_code_source: source, ..CodeMapping::default() }
}

async fn unmapped(house: &House) -> Vec<String> {
    let lines = house.company().await.open_comparison(&JobId::new("24-101")).await.unwrap().lines;
    let unmapped = lines.into_iter().filter(|line| line.outcome == LineOutcome::Unmapped);
    unmapped.map(|line| format!("{} {:?}", line.code, line.reason)).collect()
}

#[tokio::test]
async fn without_the_feature_the_task_is_the_code_where_the_mapping_says_so() {
    for shown in [NoCostCode::Zeros, NoCostCode::Empty] {
        let house = House::with(Company::with_jobs([by_task()]).without_cost_codes(shown)).await;
        assert_eq!(unmapped(&house).await.len(), 2, "{shown:?}: until somebody says so, a line has no code");
        house.company().await.save_mapping(&tasks_are_codes(CostCodeSource::Task)).await.unwrap();
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "{shown:?}");
        assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("200")));
        assert_eq!(house.in_procore("24-101", "05-50-00.M"), Some(amount("80")));
    }
}

#[tokio::test]
async fn hidden_codes_are_not_taken_for_no_codes() {
    for how in [Hidden::Empty, Hidden::Absent] {
        let house = House::unread(Company::with_jobs([by_task()]), no_limits()).await;
        house.company().await.save_mapping(&tasks_are_codes(CostCodeSource::Task)).await.unwrap();
        house.traffic.means("CostCode: asked for and missing");
        let (entity, field) = ("ProjectBudget".into(), "CostCode".into());
        house.simulation.acumatica.set(Setting::HiddenField { entity, field, how, rows: HiddenRows::All }).unwrap();
        house.cannot_tell("24-101", "CostCode").await;
    }
}

#[tokio::test]
async fn a_default_code_of_any_length_is_no_code() {
    for default in ["0000", "00000", "00-000", "00-00-00"] {
        let house = House::with(Company::with_jobs([by_task()]).with_default_cost_code(default)).await;
        let unmapped = unmapped(&house).await;
        assert_eq!(unmapped.len(), 2, "{default}: {unmapped:?}");
        assert!(unmapped.iter().all(|line| line.contains("has no cost code")), "{default}: {unmapped:?}");
        house.company().await.save_mapping(&tasks_are_codes(CostCodeSource::CostCodeOrTask)).await.unwrap();
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "{default}");
        assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("200")));
    }
}

#[tokio::test]
async fn a_default_code_that_is_not_zeros_is_named_by_the_mapping_or_found_nowhere() {
    let job =
        job("24-101", "Harbor Point").estimate_by_task("BASE", "SUBCON", "200.00").budget("03-30-00", "S", "150.00");
    let house = House::with(Company::with_jobs([job]).with_default_cost_code("99-99-99")).await;
    assert_eq!(unmapped(&house).await.len(), 1);
    let named = [("99-99-99".into(), "03-30-00".into())]
        .map(|(own, procores): (String, String)| (tieout::CostCode::new(&own), tieout::CostCode::new(&procores)));
    let mapping = CodeMapping { named_cost_codes: named.into(), ..CodeMapping::default() };
    house.company().await.save_mapping(&mapping).await.unwrap();
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("200")));
}

#[tokio::test]
async fn the_code_of_no_item_is_the_tenants_own() {
    let job = job("24-101", "Harbor Point")
        .estimate("03-30-00", "SUBCON", "200.00")
        .estimate_item("03-30-00", "SUBCON", "<N/A>", "3.00")
        .estimate_item("03-30-00", "SUBCON", "DRYWALL", "0.50")
        .budget("03-30-00", "S", "150.00");
    let house = House::with(Company::with_jobs([job]).with_empty_item("KEIN ARTIKEL")).await;
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    let sum = house.in_procore("24-101", "03-30-00.S");
    assert!([Some(amount("203.50")), Some(amount("200.50"))].contains(&sum), "{sum:?}");
}

#[tokio::test]
async fn bare_and_padded_codes_find_those_with_separators() {
    for shown in [CodeOutput::Bare, CodeOutput::Padded, CodeOutput::Masked] {
        let job = job("24-101", "Harbor Point")
            .estimate("03-30-00", "SUBCON", "200.00")
            .estimate("05-50-00", "MATERIAL", "80.00")
            .budget("03-30-00", "S", "150.00");
        let house = House::unread(Company::with_jobs([job]), no_limits()).await;
        house.simulation.acumatica.set(Setting::CostCodes { shown }).unwrap();
        house.simulation.acumatica.pad_keys(shown == CodeOutput::Padded);
        house.company().await.check().await.unwrap();
        assert_eq!(unmapped(&house).await, [""; 0], "{shown:?}");
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "{shown:?}");
        assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("200")), "{shown:?}");
        assert_eq!(house.in_procore("24-101", "05-50-00.M"), Some(amount("80")), "{shown:?}");
    }
}

#[tokio::test]
async fn codes_that_collide_without_their_separators_match_nothing() {
    let job = job("24-101", "Harbor Point")
        .estimate("03-300", "SUBCON", "200.00")
        .estimate("05-50-00", "MATERIAL", "80.00")
        .budget("03-300", "S", "150.00")
        .budget("0-3300", "S", "1.00")
        .budget("05-50-00", "M", "70.00");
    let house = House::unread(Company::with_jobs([job]), no_limits()).await;
    house.simulation.procore.set_origin_of_cost_code("03-300", None);
    house.simulation.procore.set_origin_of_cost_code("0-3300", None);
    house.simulation.acumatica.set(Setting::CostCodes { shown: CodeOutput::Bare }).unwrap();
    house.company().await.check().await.unwrap();
    let unmapped = unmapped(&house).await;
    assert!(unmapped.len() == 1 && unmapped[0].contains("03-300") && unmapped[0].contains("0-3300"), "{unmapped:?}");
    assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted);
    assert_eq!(house.in_procore("24-101", "03-300.S"), Some(amount("150")), "neither is touched");
    assert_eq!(house.in_procore("24-101", "0-3300.S"), Some(amount("1")));
    assert_eq!(house.in_procore("24-101", "05-50-00.M"), Some(amount("80")));
}

#[tokio::test]
async fn a_code_that_was_pasted_is_found_by_how_it_looks() {
    for pasted in ["03\u{2011}30\u{2011}00", "03-30-00\u{200b}", "03\u{2013}30\u{2013}00"] {
        let job = job("24-101", "Harbor Point")
            .estimate(pasted, "SUBCON", "200.00")
            .unknown_to_procore(pasted)
            .budget("03-30-00", "S", "150.00");
        let house = House::with(Company::with_jobs([job])).await;
        assert_eq!(house.reimport("24-101").await.unwrap().kind, EndKind::Posted, "{pasted:?}");
        assert_eq!(house.in_procore("24-101", "03-30-00.S"), Some(amount("200")), "{pasted:?}");
    }
}
