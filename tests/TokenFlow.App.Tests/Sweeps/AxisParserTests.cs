using CsCheck;
using TokenFlow.Base.Faults;
using TokenFlow.Studies.Sweeps;

namespace TokenFlow.App.Tests.Sweeps;

public class AxisParserTests
{
    [TestCase("1..64x2", "1 2 4 8 16 32 64")]
    [TestCase("1..100x2", "1 2 4 8 16 32 64")]
    [TestCase("1..9+2", "1 3 5 7 9")]
    [TestCase("1..10+2", "1 3 5 7 9")]
    [TestCase("1..4", "1 2 3 4")]
    [TestCase("-4..4+4", "-4 0 4")]
    [TestCase("4,16,64", "4 16 64")]
    [TestCase("64,4,16", "64 4 16")]
    [TestCase("0.1..0.5+0.1", "0.1 0.2 0.3 0.4 0.5")]
    [TestCase("1..10x1.5", "1 1.5 2.25 3.375 5.0625 7.59375")]
    [TestCase("0.001..1x10", "0.001 0.01 0.1 1")]
    [TestCase("1,2..8x2,100..300+100", "1 2 4 8 100 200 300")]
    [TestCase("4.0, 1e1", "4 10")]
    [TestCase("7..7x2", "7")]
    [TestCase("local,longformer", "local longformer")]
    [TestCase("true,false", "true false")]
    [TestCase("\"a, b\",c", "a, b|c")]
    [TestCase("[1,2],[3]", "[1,2] [3]")]
    [TestCase("../a.txt,notes..txt", "../a.txt notes..txt")]
    public void Values_come_in_the_order_written(string spec, string values)
    {
        SweepAxis axis = AxisParser.Parse("some.field=" + spec);

        Assert.That(axis.Field, Is.EqualTo("some.field"));
        Assert.That(axis.Values.Select(v => v.Cell), Is.EqualTo(values.Split(values.Contains('|', StringComparison.Ordinal) ? '|' : ' ')));
    }

    [Test]
    public void Null_takes_the_field_away()
    {
        SweepAxis axis = AxisParser.Parse("capacity.rank=null,4,\"null\"");

        Assert.That(axis.Values.Select(v => v.Json), Is.EqualTo(new[] { null, "4", "\"null\"" }));
        Assert.That(axis.Values.Select(v => v.Cell), Is.EqualTo(new[] { null, "4", "null" }));
    }

    [TestCase("facts", "no axis")]
    [TestCase("=4", "no axis")]
    [TestCase("facts=", "missing")]
    [TestCase("facts=4,", "missing")]
    [TestCase("facts=4,,5", "missing")]
    [TestCase("facts=64..1x2", "downwards")]
    [TestCase("facts=9..1+-2", "downwards")]
    [TestCase("facts=1..9+-2", "never gets to its end")]
    [TestCase("facts=1..9+0", "never gets to its end")]
    [TestCase("facts=1..9x1", "never gets to its end")]
    [TestCase("facts=1..9x-2", "never gets to its end")]
    [TestCase("facts=0..9x2", "from 0")]
    [TestCase("facts=1..9y2", "no range")]
    [TestCase("facts=1..x2", "no range")]
    [TestCase("facts=1..", "no range")]
    [TestCase("facts=4,4.0", "twice")]
    [TestCase("facts=null,null", "twice")]
    [TestCase("facts=[1", "neither a word nor JSON")]
    [TestCase("facts=\"a", "neither a word nor JSON")]
    [TestCase("facts=\"\"", "empty")]
    [TestCase("facts=1..99999999999999999999999999999999x2", "out of range")]
    [TestCase("facts=1..1000000", "more than 100,000")]
    [TestCase("seed=1..5", "--seeds")]
    [TestCase("recall=1,2", "column")]
    public void A_slip_is_one_line_that_says_which(string axis, string words)
    {
        FaultException fault = Assert.Throws<FaultException>(() => AxisParser.Parse(axis))!;

        Assert.That(fault.Message, Does.Contain(words).And.Contain("--over"));
        Assert.That(fault.Kind, Is.EqualTo(FaultKind.Usage));
    }

    [Test]
    public void A_range_of_steps_holds_exactly_the_multiples_up_to_its_end() =>
        Gen.Select(Gen.Int[-500, 500], Gen.Int[0, 300], Gen.Int[1, 40]).Sample((from, length, step) =>
        {
            string[] expected = [.. Enumerable.Range(0, (length / step) + 1).Select(i => $"{from + (i * step)}")];
            return AxisParser.Parse($"f={from}..{from + length}+{step}").Values.Select(v => v.Cell).SequenceEqual(expected);
        });

    [Test]
    public void No_text_makes_anything_but_values_or_a_fault() =>
        Gen.String[Gen.Char["0123456789.x+-,\"[]{}e null"], 0, 24].Sample(spec =>
        {
            try
            {
                return AxisParser.Parse("f=" + spec).Values.Count > 0;
            }
            catch (FaultException e)
            {
                return e.Kind == FaultKind.Usage;
            }
        });
}
