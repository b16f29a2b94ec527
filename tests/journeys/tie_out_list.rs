//! The Budgets page as a month end needs it: the sum that speaks with its parts as filters, where a trouble is mended, and the whole as a
//! file.

use crate::amount;
use bench::House;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use jobcost::JobId;
use simulators::ridgeline::{Company, JobBuilder, job};
use std::io::Cursor;
use tieout::view::{BudgetsPage, ListFormat, RemedyPlace, TiePart};
use tieout::{BudgetsQuery, Company as OpenCompany, EndKind, Filter, PlanOptions, SortColumn};

fn simple(id: &str, estimate: &str, budget: &str) -> JobBuilder {
    job(id, &format!("Name of {id}")).estimate("03-30-00", "SUBCON", estimate).budget("03-30-00", "S", budget)
}

/// One ties out, one a re-import mends, one it does not, one in two currencies, one without a project.
async fn house() -> House {
    House::with(Company::with_jobs([
        simple("24-101", "5.00", "5.00"),
        simple("24-102", "100.00", "90.00"),
        simple("24-103", "70.00", "70.00").budget("09-91-00", "S", "88340.18"),
        simple("24-104", "20.00", "20.00").estimate_currency("CAD"),
        job("24-105", "Nowhere").estimate("03-30-00", "SUBCON", "1.00").made_by_hand("Another Place 2026"),
        simple("24-106", "30.00", "30.00").estimate("03-30-00", "TRAVEL", "59712.51"),
    ]))
    .await
}

fn query(search: &str, part: Option<TiePart>) -> BudgetsQuery {
    let (sort, search) = (SortColumn::JobId, search.to_owned());
    BudgetsQuery { filter: Filter::All, search, sort, descending: false, part }
}

fn ids(page: &BudgetsPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.job_id.as_str()).collect()
}

#[tokio::test]
async fn every_part_of_the_sum_leads_to_its_jobs() {
    let house = house().await;
    let company = house.company().await;
    let all = company.budgets_page(&query("", None));
    let mut found = 0;
    for part in &all.sum.parts {
        let page = company.budgets_page(&query("", Some(part.part)));
        assert_eq!(page.rows.len(), usize::try_from(part.jobs).unwrap());
        assert!(page.rows.iter().all(|row| row.part == part.part));
        assert_eq!(page.sum.parts, all.sum.parts, "the other parts can still be chosen");
        found += page.rows.len();
    }
    assert_eq!(found, all.rows.len(), "every job is in exactly one part");
    let apart = company.budgets_page(&query("", Some(TiePart::OutOfBalance)));
    assert_eq!(ids(&apart), ["24-102", "24-103", "24-106"]);
    assert!(all.sum.sentence.contains("3 are out of balance by 148,062.69"), "{}", all.sum.sentence);
    assert_eq!(all.totals[0].out_of_balance.digits(), "28617.67", "the net stands in the row of totals");
    let words: Vec<&str> = all.sum.not_summed.iter().map(|left_out| left_out.words.as_str()).collect();
    assert!(words.contains(&"24-104 (CAD and USD)"), "{words:?}");
}

#[tokio::test]
async fn an_amount_is_found_as_it_is_shown_and_typed() {
    let house = house().await;
    let company = house.company().await;
    for typed in ["(59,712.51)", "-59712.51", "\u{2212}59,712.51", "$59,712.51", "59712.51"] {
        assert_eq!(ids(&company.budgets_page(&query(typed, None))), ["24-106"], "{typed}");
    }
    assert_eq!(ids(&company.budgets_page(&query("+59,712.51", None))), [""; 0]);
}

#[tokio::test]
async fn a_trouble_names_its_amount_and_leads_to_its_remedy() {
    let house = house().await;
    let travel = house.row("24-106").await;
    assert_eq!(travel.stays.as_deref(), Some("1 code: \u{2212}59,712.51"));
    assert_eq!(travel.status.place, Some(RemedyPlace::Mapping));
    let reason = travel.status.reason.unwrap();
    assert!(reason.contains("$59,712.51") && reason.contains("TRAVEL"), "{reason}");
    let only_procore = house.row("24-103").await;
    assert_eq!(only_procore.stays.as_deref(), Some("1 line only in Procore"));
    assert_eq!(only_procore.reimport.place, Some(RemedyPlace::Comparison));
    assert_eq!(house.row("24-105").await.status.place, Some(RemedyPlace::Links));
    let mended = house.row("24-102").await;
    assert_eq!((mended.stays, mended.reimport.available), (None, true));
}

#[tokio::test]
async fn the_page_leaves_as_workbook_csv_and_pdf_and_as_a_table() {
    let house = house().await;
    let company = house.company().await;
    let workbook = company.export_budgets(&query("", None), ListFormat::Workbook).unwrap();
    assert!(
        workbook.name.starts_with("tie-out-20") && workbook.name.strip_suffix(".xlsx").is_some(),
        "{}",
        workbook.name
    );
    let mut read: Xlsx<_> = open_workbook_from_rs(Cursor::new(workbook.bytes)).unwrap();
    let rows: Vec<Vec<Data>> = read.worksheet_range("Tie-out").unwrap().rows().map(<[Data]>::to_vec).collect();
    assert_eq!(rows[3][0].to_string(), "24-103");
    assert_eq!((rows[3][5].clone(), rows[3][10].to_string()), (Data::Float(88340.18), "Out of balance".to_owned()));
    assert!(rows[3][12].to_string().starts_with("20"), "when each side was read");
    let about = read.worksheet_range("About").unwrap();
    let facts: Vec<String> = about.rows().map(|row| format!("{}: {}", row[0], row[1])).collect();
    assert!(facts.iter().any(|fact| fact == "Jobs: 6 jobs of All"), "{facts:?}");
    assert!(
        facts.iter().any(|fact| fact.starts_with("Made by: ")) && facts.iter().any(|fact| fact.starts_with("Made: 20"))
    );

    let csv = company.export_budgets(&query("", Some(TiePart::OutOfBalance)), ListFormat::Csv).unwrap();
    assert_eq!(String::from_utf8(csv.bytes).unwrap().lines().count(), 4, "what is shown is what leaves");
    let pdf = company.export_budgets(&query("", None), ListFormat::Pdf).unwrap();
    assert!(pdf.bytes.starts_with(b"%PDF"));

    let table = company.table_of_budgets(&query("24-102", None));
    assert_eq!(table.lines, 1);
    let row = table.text.lines().nth(1).unwrap();
    assert!(
        row.starts_with("24-102\tName of 24-102\tUSD\t100.00\t90.00\t-10.00\t100.00\t10.00\t0.00\t1\tOut of balance"),
        "{row}"
    );
    assert!(table.html.contains("<td align=\"right\">-10.00</td>"));
}

const REASON: &str = "The owner pays it directly";

/// What the list says in each of its forms.
fn forms(company: &OpenCompany) -> [(&'static str, String); 4] {
    let bytes = |format| company.export_budgets(&query("", None), format).unwrap().bytes;
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes(ListFormat::Workbook))).unwrap();
    let sheets = workbook.worksheets().into_iter().flat_map(|(_, sheet)| {
        let line = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        sheet.rows().map(line).collect::<Vec<_>>()
    });
    let pdf = lopdf::Document::load_mem(&bytes(ListFormat::Pdf)).unwrap();
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    [
        ("workbook", sheets.collect::<Vec<_>>().join("\n")),
        ("csv", String::from_utf8(bytes(ListFormat::Csv)).unwrap()),
        ("pdf", pdf.extract_text(&pages).unwrap()),
        ("table", company.table_of_budgets(&query("", None)).text),
    ]
}

/// The list names these items, each with its amount, its reason and the person, and no others.
fn names_items(company: &OpenCompany, items: &[(&str, &str)], status: &str) {
    for (form, text) in forms(company) {
        assert!(text.contains(status), "{form}: {text}");
        assert_eq!(text.matches(REASON).count(), items.len(), "{form}: {text}");
        for (code, amount) in items {
            let is_item =
                |line: &str| ["24-201", code, amount, REASON, "tester"].iter().all(|part| line.contains(part));
            assert!(text.lines().any(is_item), "{form}, {code}: {text}");
        }
        assert!(!text.contains("Acumatica: "), "a person has one name, in the {form} too: {text}");
    }
}

#[tokio::test]
async fn what_was_accepted_is_named_in_every_form_until_it_moves() {
    let apart = simple("24-201", "200.00", "100.00")
        .budget("09-91-00", "S", "7.00")
        .estimate("77-00-00", "SUBCON", "50.00")
        .unknown_to_procore("77-00-00");
    let house = House::with(Company::with_jobs([apart])).await;
    let (company, job) = (house.company().await, JobId::new("24-201"));
    assert_eq!(house.reimport("24-201").await.unwrap().kind, EndKind::StillDiffers);
    names_items(&company, &[], "Out of balance");
    let shown = company.open_comparison(&job).await.unwrap();
    assert_eq!(company.accept_rest(&shown.plan, &PlanOptions::default(), REASON).await.unwrap(), 2);
    names_items(&company, &[("09-91-00.S", "7"), ("77-00-00 SUBCON", "50")], "Ties out with 2 items");

    house.simulation.procore.set_amount(house.project("24-201"), "09-91-00.S", amount("7.01"));
    company.check().await.unwrap();
    names_items(&company, &[("77-00-00 SUBCON", "50")], "Out of balance");
    assert_eq!(house.row("24-201").await.out_of_balance.map(|money| money.digits()), Some("-42.99".to_owned()));
}
