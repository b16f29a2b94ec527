use std::cmp::Ordering;

use super::{Column, Expression, Function, Operator};
use crate::acumatica::row::Row;
use crate::acumatica::text::folded;
use crate::acumatica::value::Value;

/// Whether a record passes a filter.
pub(in crate::acumatica) fn satisfies(row: &Row, expression: &Expression) -> bool {
    match expression {
        Expression::And(left, right) => satisfies(row, left) && satisfies(row, right),
        Expression::Or(left, right) => satisfies(row, left) || satisfies(row, right),
        Expression::Not(inner) => !satisfies(row, inner),
        Expression::Compare(left, operator, right) => compare(row, left, *operator, right),
        Expression::Find(function, part, whole) => find(*function, value(row, part).text(), value(row, whole).text()),
        other => *value(row, other) == Value::Boolean(true),
    }
}

fn compare(row: &Row, left: &Expression, operator: Operator, right: &Expression) -> bool {
    if let Some(ordering) = compare_ids(row, left, right).or_else(|| compare_truths(row, left, right)) {
        return holds(operator, ordering);
    }
    match (value(row, left), value(row, right)) {
        (Value::Empty, Value::Empty) => operator == Operator::Equal,
        // An empty field is different from everything, and neither before nor after it.
        (Value::Empty, _) | (_, Value::Empty) => operator == Operator::NotEqual,
        (one, other) => holds(operator, order(one, other)),
    }
}

fn holds(operator: Operator, ordering: Ordering) -> bool {
    match operator {
        Operator::Equal => ordering.is_eq(),
        Operator::NotEqual => ordering.is_ne(),
        Operator::Greater => ordering.is_gt(),
        Operator::GreaterOrEqual => ordering.is_ge(),
        Operator::Less => ordering.is_lt(),
        Operator::LessOrEqual => ordering.is_le(),
    }
}

fn compare_ids(row: &Row, left: &Expression, right: &Expression) -> Option<Ordering> {
    let id = |side: &Expression| match side {
        Expression::Id => Some(row.id),
        Expression::Guid(guid) => Some(*guid),
        _ => None,
    };
    Some(id(left)?.cmp(&id(right)?))
}

/// `substringof('x', F) eq true`: one side is a predicate of its own.
fn compare_truths(row: &Row, left: &Expression, right: &Expression) -> Option<Ordering> {
    let truth = |side: &Expression| match side {
        Expression::Literal(Value::Boolean(flag)) => Some(*flag),
        Expression::Literal(_) | Expression::Field(_) | Expression::Id | Expression::Guid(_) => None,
        predicate => Some(satisfies(row, predicate)),
    };
    Some(truth(left)?.cmp(&truth(right)?))
}

/// The value of a field or a literal; nothing for what has no single value.
fn value<'a>(row: &'a Row, expression: &'a Expression) -> &'a Value {
    match expression {
        Expression::Literal(value) => value,
        Expression::Field(column) => value_at(row, *column),
        _ => &Value::Empty,
    }
}

/// Which of two values comes first.
pub(in crate::acumatica) fn order(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => folded(one).cmp(folded(other)),
        (Value::Moment(one), Value::Moment(other)) => one.cmp(other),
        (Value::Boolean(one), Value::Boolean(other)) => one.cmp(other),
        (one, other) => as_number(one).cmp(&as_number(other)),
    }
}

/// The value of a field of a record.
pub(in crate::acumatica) fn value_at(row: &Row, column: Column) -> &Value {
    match column {
        Column::Own(at) => &row.values[at],
        Column::Linked(linked, at) => &row.linked[linked][at],
    }
}

fn as_number(value: &Value) -> rust_decimal::Decimal {
    match value {
        Value::Whole(whole) => (*whole).into(),
        other => other.number(),
    }
}

fn find(function: Function, part: &str, whole: &str) -> bool {
    let part: String = part.chars().flat_map(char::to_lowercase).collect();
    let whole: String = folded(whole).collect();
    match function {
        Function::SubstringOf => whole.contains(&part),
        Function::StartsWith => whole.starts_with(&part),
        Function::EndsWith => whole.ends_with(part.trim_end()),
    }
}
