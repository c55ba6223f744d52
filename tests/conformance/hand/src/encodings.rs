//! Encodings of bytes, dates, durations and numbers, and arrays in every style.

use crate::{Outcome, same, scenarios};

scenarios! {
    Encode_Bytes_Property_base64 = base64_property,
    Encode_Bytes_Query_base64urlArray = base64url_query,
    Encode_Bytes_RequestBody_octetStream = octet_stream,
    Encode_Datetime_Property_rfc3339 = rfc3339_property,
    Encode_Datetime_Header_rfc7231 = rfc7231_header,
    Encode_Datetime_Query_unixTimestampArray = unix_timestamps,
    Encode_Datetime_ResponseHeader_rfc3339 = rfc3339_response_header,
    Encode_Duration_Property_iso8601 = iso8601_property,
    Encode_Duration_Query_int32SecondsArray = seconds_query,
    Encode_Numeric_Property_safeintAsString = integer_as_text,
    Encode_Array_Property_commaDelimited = comma_delimited,
    Parameters_CollectionFormat_Query_multi = query_multi,
    Parameters_CollectionFormat_Query_csv = query_csv,
    Parameters_CollectionFormat_Query_ssv = query_ssv,
    Parameters_CollectionFormat_Query_pipes = query_pipes,
    Parameters_CollectionFormat_Header_csv = header_csv,
}

const COLORS: [&str; 3] = ["blue", "red", "green"];

mod bytes {
    pub use c_http_specs_encode_bytes::*;
}

async fn base64_property(origin: String) -> Outcome {
    use bytes::{Client, encode, models};
    let client = Client::builder().base_url(origin).build()?;
    let body = models::Base64BytesProperty::new(b"test".as_slice());
    same(client.send(encode::property_base64(body)).await?.value.decode()?, b"test")
}

async fn base64url_query(origin: String) -> Outcome {
    use bytes::{Client, encode};
    let client = Client::builder().base_url(origin).build()?;
    let params = encode::QueryBase64urlArrayParams::new([b"test".as_slice(), b"test"]);
    client.send(encode::query_base64url_array(params)).await?;
    Ok(())
}

async fn octet_stream(origin: String) -> Outcome {
    use bytes::{Client, encode};
    let client = Client::builder().base_url(origin).build()?;
    client.send(encode::request_body_octet_stream(crate::asset("image.png")?)).await?;
    Ok(())
}

async fn rfc3339_property(origin: String) -> Outcome {
    use c_http_specs_encode_datetime::{Client, DateTime, encode, models};
    let client = Client::builder().base_url(origin).build()?;
    let date: DateTime = "2022-08-26T18:38:00.000Z".parse()?;
    let answer = client.send(encode::property_rfc3339(models::Rfc3339DatetimeProperty::new(date))).await?;
    same(answer.value.hour(), Some(18))
}

async fn rfc7231_header(origin: String) -> Outcome {
    use c_http_specs_encode_datetime::{Client, HttpDate, encode};
    let client = Client::builder().base_url(origin).build()?;
    let params = encode::HeaderRfc7231Params::new("Fri, 26 Aug 2022 14:38:00 GMT".parse::<HttpDate>()?);
    client.send(encode::header_rfc7231(params)).await?;
    Ok(())
}

async fn unix_timestamps(origin: String) -> Outcome {
    use c_http_specs_encode_datetime::{Client, encode};
    let client = Client::builder().base_url(origin).build()?;
    let params = encode::QueryUnixTimestampArrayParams::new([1_686_566_864, 1_686_734_256]);
    client.send(encode::query_unix_timestamp_array(params)).await?;
    Ok(())
}

async fn rfc3339_response_header(origin: String) -> Outcome {
    use c_http_specs_encode_datetime::{Client, DateTime, encode};
    let client = Client::builder().base_url(origin).build()?;
    let response = client.execute(encode::response_header_rfc3339()).await?;
    let date: DateTime = response.header("value").ok_or("no header")?.parse()?;
    same((date.year(), date.month(), date.day()), (Some(2022), Some(8), Some(26)))
}

async fn iso8601_property(origin: String) -> Outcome {
    use c_http_specs_encode_duration::{Client, Duration, encode, models};
    let client = Client::builder().base_url(origin).build()?;
    let duration: Duration = "P40D".parse()?;
    let body = models::PropertyIso8601DurationProperty::new(duration);
    same(client.send(encode::property_iso8601(body)).await?.value.as_str(), "P40D")
}

async fn seconds_query(origin: String) -> Outcome {
    use c_http_specs_encode_duration::{Client, encode};
    let client = Client::builder().base_url(origin).build()?;
    let params = encode::QueryInt32SecondsArrayParams::new([36, 47]);
    client.send(encode::query_int32_seconds_array(params)).await?;
    Ok(())
}

async fn integer_as_text(origin: String) -> Outcome {
    use c_http_specs_encode_numeric::{Client, encode, models};
    let client = Client::builder().base_url(origin).build()?;
    let body = models::PropertySafeintAsStringProperty::new("10000000000");
    same(client.send(encode::property_safeint_as_string(body)).await?.value.as_str(), "10000000000")
}

async fn comma_delimited(origin: String) -> Outcome {
    use c_http_specs_encode_array::{Client, encode, models};
    let client = Client::builder().base_url(origin).build()?;
    let body = models::CommaDelimitedArrayProperty::new(COLORS.join(","));
    same(client.send(encode::property_comma_delimited(body)).await?.value.as_str(), "blue,red,green")
}

mod collections {
    pub use c_http_specs_parameters_collection_format::*;
}

async fn query_multi(origin: String) -> Outcome {
    use collections::{Client, parameters};
    let client = Client::builder().base_url(origin).build()?;
    client.send(parameters::query_multi(parameters::QueryMultiParams::new(COLORS))).await?;
    Ok(())
}

async fn query_csv(origin: String) -> Outcome {
    use collections::{Client, parameters};
    let client = Client::builder().base_url(origin).build()?;
    client.send(parameters::query_csv(parameters::QueryCsvParams::new(COLORS))).await?;
    Ok(())
}

async fn query_ssv(origin: String) -> Outcome {
    use collections::{Client, parameters};
    let client = Client::builder().base_url(origin).build()?;
    client.send(parameters::query_ssv(parameters::QuerySsvParams::new(COLORS))).await?;
    Ok(())
}

async fn query_pipes(origin: String) -> Outcome {
    use collections::{Client, parameters};
    let client = Client::builder().base_url(origin).build()?;
    client.send(parameters::query_pipes(parameters::QueryPipesParams::new(COLORS))).await?;
    Ok(())
}

async fn header_csv(origin: String) -> Outcome {
    use collections::{Client, parameters};
    let client = Client::builder().base_url(origin).build()?;
    client.send(parameters::header_csv(parameters::HeaderCsvParams::new(COLORS))).await?;
    Ok(())
}
