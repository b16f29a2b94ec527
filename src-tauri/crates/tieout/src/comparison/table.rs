//! Lines as a table to paste: into a spreadsheet as cells, into a letter as a table. Pure.

use crate::view::amount::Amount;
use crate::view::lines::LineRow;
use crate::view::lines_table::LinesTable;
use crate::view::reconciling::Accepted;
use export::{PLAN_HEADINGS, no_formula};

/// The columns of amounts, which are aligned right.
const AMOUNTS: std::ops::Range<usize> = 3..8;

/// The table of some lines, with its headings.
pub(crate) fn lines_table<'a>(lines: impl Iterator<Item = &'a LineRow>) -> LinesTable {
    let mut table =
        LinesTable { text: PLAN_HEADINGS.join("\t"), html: html_row("th", &PLAN_HEADINGS, &AMOUNTS), lines: 0 };
    for line in lines {
        let cells = cells(line);
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        table.text.push('\n');
        table.text.push_str(&cells.join("\t"));
        table.html.push_str(&html_row("td", &cells, &AMOUNTS));
        table.lines += 1;
    }
    table.html = format!("<table>{}</table>", table.html);
    table
}

/// Amounts are plain digits, so that a spreadsheet takes them for numbers.
fn cells(line: &LineRow) -> [String; 10] {
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.digits()).unwrap_or_default();
    [
        one_cell(&line.code),
        one_cell(&line.description),
        one_cell(&line.cost_type),
        amount(line.estimate),
        amount(line.budget),
        amount(line.after),
        amount(line.change),
        line.variance.digits(),
        one_cell(&line.reason),
        one_cell(&line.accepted.as_ref().filter(|one| one.holds).map(Accepted::in_words).unwrap_or_default()),
    ]
}

/// A tab or a line break in a text would make two cells of it; a sign at its beginning would make a formula of it.
pub(crate) fn one_cell(text: &str) -> String {
    no_formula(&text.replace(['\t', '\r', '\n'], " "))
}

/// Says of a cell that it is a text, whatever it looks like: the code 3100.10 would be the number 3100.1, and 03-30-00 a day in March.
/// Excel reads the style, LibreOffice the format's number.
const TEXT: &str = " style='mso-number-format:\"\\@\"' sdnum=\"1033;0;@\"";

/// A row of the table in HTML; the columns of amounts are aligned right, the others are texts.
pub(crate) fn html_row(cell: &str, cells: &[&str], amounts: &std::ops::Range<usize>) -> String {
    let html = cells.iter().enumerate().map(|(column, text)| {
        let kind = if amounts.contains(&column) { " align=\"right\"" } else { TEXT };
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("<{cell}{kind}>{text}</{cell}>")
    });
    format!("<tr>{}</tr>", html.collect::<String>())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::view::lines::LineOutcome;
    use jobcost::{Currency, Money};

    #[test]
    fn texts_cannot_leave_their_cells() {
        let line = LineRow {
            code: "01-10-00.S".to_owned(),
            division: "01".to_owned(),
            division_name: String::new(),
            cost_code: "01-10-00".to_owned(),
            sub_job: None,
            description: "=SUM(A1)\t<b>".to_owned(),
            cost_type: "Subcontract".to_owned(),
            estimate: Some(Amount(Money::new("-1234.5".parse().unwrap(), Currency::USD))),
            budget: None,
            after: None,
            variance: Amount(Money::new("1234.5".parse().unwrap(), Currency::USD)),
            change: None,
            outcome: LineOutcome::NotCreated,
            reason: "Not created".to_owned(),
            estimate_lines: 1,
            choice: None,
            accepted: None,
        };
        let table = lines_table(std::iter::once(&line));
        assert_eq!(
            table.text.lines().nth(1).unwrap(),
            "01-10-00.S\t'=SUM(A1) <b>\tSubcontract\t-1234.50\t\t\t\t1234.50\tNot created\t"
        );
        assert!(
            table.html.contains(&format!("<td{TEXT}>'=SUM(A1) &lt;b&gt;</td>"))
                && table.html.contains(&format!("<td{TEXT}>01-10-00.S</td>"))
                && table.html.contains("<td align=\"right\">-1234.50</td>")
        );
        assert_eq!(table.lines, 1);
    }
}
