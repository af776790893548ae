namespace ScalingFit.Tests.Decisions.Costs;

public sealed class TrainingHardwareTests
{
    private static readonly TrainingHardware Cluster = new() { Accelerator = Accelerator.H100, Count = 1024, Utilisation = 0.4, PricePerAcceleratorHour = 2 };

    [Fact]
    public void Hours_days_and_money_follow_from_peak_and_utilisation()
    {
        double hours = 5.76e23 / (989e12 * 0.4 * 3600);
        TrainingCost cost = Cluster.Cost(5.76e23);
        cost.AcceleratorHours.Should().BeApproximately(hours, 1e-12 * hours);
        cost.Days.Should().BeApproximately(hours / 1024 / 24, 1e-12 * hours);
        cost.Price.Should().BeApproximately(2 * hours, 1e-12 * hours);
        cost.ToString().Should().Be("404,449 accelerator-hours, 16.46 days on 1024 x H100 at 40 %, 808,898 USD");
    }

    [Fact]
    public void Hours_days_and_money_buy_the_compute_that_takes_them()
    {
        foreach (double flops in new[] { 1e18, 5.76e23, 1e27 })
        {
            Cluster.Flops(Cluster.AcceleratorHours(flops)).Should().BeApproximately(flops, 1e-14 * flops);
            Cluster.FlopsIn(Cluster.Days(flops)).Should().BeApproximately(flops, 1e-14 * flops);
            Cluster.FlopsFor(Cluster.Price(flops)!.Value).Should().BeApproximately(flops, 1e-14 * flops);
        }
    }

    [Fact]
    public void Without_a_price_there_is_no_money()
    {
        TrainingHardware free = Cluster with { PricePerAcceleratorHour = null };
        free.Price(1e20).Should().BeNull();
        free.Cost(1e20).ToString().Should().NotContain("USD");
        Action buy = () => free.FlopsFor(100);
        buy.Should().Throw<InvalidOperationException>().WithMessage("*PricePerAcceleratorHour*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.1)]
    [InlineData(40)]
    [InlineData(double.NaN)]
    public void A_utilisation_that_is_no_share_is_refused(double utilisation)
    {
        Action make = () => _ = Cluster with { Utilisation = utilisation };
        make.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*40 % is 0.4*");
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Action[] nonsense =
        [
            () => _ = Cluster with { Count = 0 },
            () => _ = Cluster with { PricePerAcceleratorHour = -1 },
            () => _ = Accelerator.H100 with { PeakFlops = double.PositiveInfinity },
            () => Cluster.Days(-1),
            () => Cluster.AcceleratorHours(double.PositiveInfinity),
            () => Cluster.Flops(double.NaN),
            () => Cluster.FlopsFor(-1),
            () => Cluster.FlopsIn(-1),
        ];
        foreach (Action action in nonsense) action.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void The_accelerators_listed_are_ordered_and_each_says_where_its_figure_is_from()
    {
        Accelerator.All.Should().BeInAscendingOrder(a => a.PeakFlops).And.OnlyContain(a => a.Source.Length > 0).And.OnlyHaveUniqueItems(a => a.Name);
        Accelerator.A100.ToString().Should().Be("A100, 312 TFLOP/s");
    }

    [Fact]
    public void An_allocation_costs_its_budget() => Published.Besiroglu2024.Allocate(1e22).On(Cluster).Should().Be(Cluster.Cost(1e22));
}
